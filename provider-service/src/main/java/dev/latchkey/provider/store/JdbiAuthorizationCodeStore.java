package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.authorize.AuthorizationCode;
import dev.latchkey.provider.authorize.AuthorizationCodeStore;
import dev.latchkey.provider.authorize.StoredCode;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.CodeChallenge;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Authorization codes in {@code oauth_authorization_code}. */
public final class JdbiAuthorizationCodeStore implements AuthorizationCodeStore {
    // Until the code is redeemed, redeemed_by says which request kept it.
    private static final String INSERT = """
            INSERT INTO oauth_authorization_code (id, client_id, user_id, user_version, redirect_uri,
                redirect_uri_sent, scope, audience, challenge_method, challenge, authenticated_at, redeemable_until,
                expires_at, burnt_at, redeemed_by)
            VALUES (:id, :client_id, :user_id, :user_version, :redirect_uri, :redirect_uri_sent, :scope, :audience,
                :challenge_method, :challenge, :authenticated_at, :redeemable_until, :expires_at,
                :burnt_at, :attempt)""";
    private static final String FIND = """
            SELECT c.id, c.client_id, c.user_id, c.user_version, c.redirect_uri, c.redirect_uri_sent, c.scope,
                   c.audience, c.challenge_method, c.challenge, c.authenticated_at, c.redeemable_until, c.burnt_at,
                   u.username, u.enabled, u.version
              FROM oauth_authorization_code c JOIN account_user u ON u.id = c.user_id
             WHERE c.id = :id""";
    private static final String REDEEM = """
            UPDATE oauth_authorization_code SET burnt_at = :now, redeemed_by = :attempt
             WHERE id = :id AND burnt_at IS NULL
               AND EXISTS (SELECT 1 FROM account_user u
                            WHERE u.id = :user_id AND u.enabled = TRUE AND u.version = :user_version)""";
    private static final String REDEEMED_BY =
            "SELECT COUNT(*) FROM oauth_authorization_code WHERE id = :id AND redeemed_by = :attempt";
    private static final String BURN =
            "UPDATE oauth_authorization_code SET burnt_at = :now WHERE id = :id AND burnt_at IS NULL";

    private final Database database;

    public JdbiAuthorizationCodeStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean keep(AuthorizationCode code, RowId attempt, Instant keptUntil) {
        return insert(code, attempt, keptUntil, null);
    }

    @Override
    public boolean keepBurnt(AuthorizationCode code, RowId attempt, Instant keptUntil) {
        return insert(code, attempt, keptUntil, code.redeemableUntil());
    }

    private boolean insert(AuthorizationCode code, RowId attempt, Instant keptUntil, @Nullable Instant burntAt) {
        try {
            database.withHandle(handle -> bind(handle.createUpdate(INSERT), code)
                    .bind("attempt", attempt.bytes())
                    .bind("burnt_at", burntAt == null ? null : burntAt.toEpochMilli())
                    .bind("expires_at", keptUntil.toEpochMilli())
                    .execute());
            return true;
        } catch (JdbiException e) {
            if (DatabaseFaults.isDuplicate(e)) {
                return database.withHandle(handle -> Rows.isOwn(handle, REDEEMED_BY, code.id(), attempt));
            }
            throw e;
        }
    }

    private static Update bind(Update insert, AuthorizationCode code) {
        CodeChallenge challenge = code.challenge();
        return insert.bind("id", code.id().bytes())
                .bind("client_id", code.client().bytes())
                .bind("user_id", code.user().id())
                .bind("user_version", code.user().version())
                .bind("redirect_uri", Rows.bytes(code.redirectUri()))
                .bind("redirect_uri_sent", code.redirectUriSent())
                .bind("scope", Rows.bytes(code.permission().scope().toString()))
                .bind("audience", Rows.bytes(code.permission().audience()))
                .bind(
                        "challenge_method",
                        challenge == null ? null : challenge.method().name())
                .bind("challenge", challenge == null ? null : Rows.bytes(challenge.value()))
                .bind("authenticated_at", code.authenticatedAt().toEpochMilli())
                .bind("redeemable_until", code.redeemableUntil().toEpochMilli());
    }

    @Override
    public Optional<StoredCode> find(RowId id) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.bytes())
                .map((row, context) -> read(row))
                .findOne());
    }

    private static StoredCode read(ResultSet row) throws SQLException {
        long version = row.getLong("user_version");
        AuthorizationCode code = new AuthorizationCode(
                RowId.of(row.getBytes("id")),
                new ClientId(Rows.text(row, "client_id")),
                new GrantUser(row.getLong("user_id"), row.getString("username"), version),
                Rows.text(row, "redirect_uri"),
                row.getBoolean("redirect_uri_sent"),
                new Permission(Rows.scope(row, "scope"), Rows.text(row, "audience")),
                challenge(row),
                Rows.time(row, "authenticated_at"),
                Rows.time(row, "redeemable_until"));
        boolean unchanged = row.getBoolean("enabled") && row.getLong("version") == version;
        return new StoredCode(code, Rows.optionalTime(row, "burnt_at").isPresent(), unchanged);
    }

    private static @Nullable CodeChallenge challenge(ResultSet row) throws SQLException {
        String method = row.getString("challenge_method");
        return method == null
                ? null
                : new CodeChallenge(CodeChallenge.Method.valueOf(method), Rows.text(row, "challenge"));
    }

    @Override
    public boolean redeem(Grant grant, RowId attempt, Instant now) {
        try {
            return database.inTransaction(handle -> redeem(handle, grant, attempt, now));
        } catch (JdbiException e) {
            // The code's grant exists although the code was not burnt: its row was made again by an old form.
            if (DatabaseFaults.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean redeem(Handle handle, Grant grant, RowId attempt, Instant now) {
        int burnt = handle.createUpdate(REDEEM)
                .bind("id", grant.id().bytes())
                .bind("attempt", attempt.bytes())
                .bind("now", now.toEpochMilli())
                .bind("user_id", grant.user().id())
                .bind("user_version", grant.user().version())
                .execute();
        if (burnt == 1) {
            GrantRows.insert(handle, grant);
            return true;
        }
        return Rows.isOwn(handle, REDEEMED_BY, grant.id(), attempt);
    }

    @Override
    public boolean burn(RowId id, Instant now) {
        int burnt = database.withHandle(handle -> handle.createUpdate(BURN)
                .bind("id", id.bytes())
                .bind("now", now.toEpochMilli())
                .execute());
        return burnt == 1;
    }
}

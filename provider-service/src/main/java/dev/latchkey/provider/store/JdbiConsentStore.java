package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.consent.ConsentKey;
import dev.latchkey.provider.consent.ConsentStore;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;

/** Consent in {@code oauth_consent}. */
public final class JdbiConsentStore implements ConsentStore {
    private static final String WHERE = " WHERE user_id = :user_id AND client_id = :client_id AND audience = :audience";
    private static final String FIND = "SELECT scopes FROM oauth_consent" + WHERE;
    private static final String INSERT = """
            INSERT INTO oauth_consent (user_id, client_id, audience, scopes, given_at)
            VALUES (:user_id, :client_id, :audience, :scopes, :now)""";
    private static final String WIDEN =
            "UPDATE oauth_consent SET scopes = :scopes, given_at = :now" + WHERE + " AND scopes = :before";
    private static final String WITHDRAW =
            "DELETE FROM oauth_consent WHERE user_id = :user_id AND client_id = :client_id";
    private static final String BURN_CODES = """
            UPDATE oauth_authorization_code SET burnt_at = :now
             WHERE user_id = :user_id AND client_id = :client_id AND burnt_at IS NULL""";

    private static final String BURN_DEVICE_CODES = """
            UPDATE oauth_device_code SET decision = 'DENIED'
             WHERE user_id = :user_id AND client_id = :client_id AND decision = 'ALLOWED'""";

    private final Database database;

    public JdbiConsentStore(Database database) {
        this.database = database;
    }

    @Override
    public ScopeSet find(ConsentKey key) {
        return database.withHandle(handle -> find(handle, key)).orElseGet(ScopeSet::empty);
    }

    private static Optional<ScopeSet> find(Handle handle, ConsentKey key) {
        return bound(handle.createQuery(FIND), key)
                .map((row, context) -> Rows.scope(row, "scopes"))
                .findOne();
    }

    // Two pages at once: whoever comes second loses nothing but that the next request asks again.
    @Override
    public void remember(ConsentKey key, ScopeSet scopes, Instant now) {
        try {
            database.inTransaction(handle -> remember(handle, key, scopes, now));
        } catch (JdbiException e) {
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
        }
    }

    private static int remember(Handle handle, ConsentKey key, ScopeSet scopes, Instant now) {
        Optional<ScopeSet> before = find(handle, key);
        if (before.isEmpty()) {
            return bound(handle.createUpdate(INSERT), key)
                    .bind("scopes", Rows.bytes(scopes.toString()))
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
        return bound(handle.createUpdate(WIDEN), key)
                .bind("scopes", Rows.bytes(before.get().union(scopes).toString()))
                .bind("before", Rows.bytes(before.get().toString()))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bound(S statement, ConsentKey key) {
        return statement
                .bind("user_id", key.userId())
                .bind("client_id", key.client().bytes())
                .bind("audience", Rows.bytes(key.audience()));
    }

    @Override
    public boolean withdraw(long userId, ClientId client, Instant now) {
        return database.inTransaction(handle -> {
            int ended = handle.createUpdate(WITHDRAW)
                    .bind("user_id", userId)
                    .bind("client_id", client.bytes())
                    .execute();
            ended += handle.createUpdate(BURN_DEVICE_CODES)
                    .bind("user_id", userId)
                    .bind("client_id", client.bytes())
                    .execute();
            ended += handle.createUpdate(BURN_CODES)
                    .bind("user_id", userId)
                    .bind("client_id", client.bytes())
                    .bind("now", now.toEpochMilli())
                    .execute();
            return ended > 0;
        });
    }
}

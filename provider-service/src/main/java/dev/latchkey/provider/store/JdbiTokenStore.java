package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.StoredGrant;
import dev.latchkey.provider.token.TokenStore;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** Grants in {@code oauth_grant}, opaque tokens of clients in {@code oauth_client_token}. */
public final class JdbiTokenStore implements TokenStore {
    private static final String KEEP = """
            INSERT INTO oauth_client_token (id, client_id, scope, audience, issued_at, expires_at)
            VALUES (:id, :client_id, :scope, :audience, :issued_at, :expires_at)""";
    // Changes nothing, but locks the row: whoever disables the user now waits, and then finds the grant.
    private static final String HOLD_USER = """
            UPDATE account_user SET enabled = TRUE WHERE id = :id AND enabled = TRUE AND version = :version""";
    private static final String REVOKE =
            "UPDATE oauth_grant SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL";

    private final Database database;

    public JdbiTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public void keep(ClientToken token) {
        ignoringOwnRow(() -> database.withHandle(handle -> handle.createUpdate(KEEP)
                .bind("id", token.id().bytes())
                .bind("client_id", token.client().bytes())
                .bind("scope", Rows.bytes(token.permission().scope().toString()))
                .bind("audience", Rows.bytes(token.permission().audience()))
                .bind("issued_at", token.issuedAt().toEpochMilli())
                .bind("expires_at", token.expiresAt().toEpochMilli())
                .execute()));
    }

    @Override
    public boolean start(Grant grant) {
        return database.inTransaction(handle -> {
            int held = handle.createUpdate(HOLD_USER)
                    .bind("id", grant.user().id())
                    .bind("version", grant.user().version())
                    .execute();
            if (held == 1) {
                ignoringOwnRow(() -> GrantRows.insert(handle, grant));
            }
            return held == 1;
        });
    }

    // The id was drawn for this request: a row that has it was committed by a try whose answer was lost.
    private static void ignoringOwnRow(Runnable insert) {
        try {
            insert.run();
        } catch (JdbiException e) {
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
        }
    }

    @Override
    public Optional<StoredGrant> find(RowId id) {
        return database.withHandle(handle -> handle.createQuery(GrantRows.FIND)
                .bind("id", id.bytes())
                .map((row, context) -> GrantRows.read(row))
                .findOne());
    }

    @Override
    public boolean advance(Grant before, Grant after) {
        return database.withHandle(handle -> GrantRows.advance(handle, before, after));
    }

    @Override
    public void revoke(RowId id, Instant now) {
        database.withHandle(handle -> handle.createUpdate(REVOKE)
                .bind("id", id.bytes())
                .bind("now", now.toEpochMilli())
                .execute());
    }
}

package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.StoredGrant;
import dev.latchkey.provider.token.TokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Grants in {@code oauth_grant}, opaque tokens of clients in {@code oauth_client_token}. */
public final class JdbiTokenStore implements TokenStore {
    private static final String KEEP = """
            INSERT INTO oauth_client_token (id, client_id, scope, audience, issued_at, expires_at)
            VALUES (:id, :client_id, :scope, :audience, :issued_at, :expires_at)""";
    // Changes nothing, but locks the row: whoever disables the user now waits, and then finds the grant.
    private static final String HOLD_USER = """
            UPDATE account_user SET enabled = TRUE WHERE id = :id AND enabled = TRUE AND version = :version""";

    private final Database database;
    private final RevocationView view;

    /**
     * Takes the database.
     *
     * @param view what this process knows of revocations; told of each after its commit
     */
    public JdbiTokenStore(Database database, RevocationView view) {
        this.database = database;
        this.view = view;
    }

    @Override
    public void keep(ClientToken token) {
        Rows.ignoringOwnRow(() -> database.withHandle(handle -> handle.createUpdate(KEEP)
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
                Rows.ignoringOwnRow(() -> GrantRows.insert(handle, grant));
            }
            return held == 1;
        });
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
        AtomicInteger runs = new AtomicInteger();
        return database.withHandle(handle -> {
            boolean again = runs.getAndIncrement() > 0;
            // Changed by our own first run, whose answer was lost? That was no race, and above all no reuse.
            return GrantRows.advance(handle, before, after) || (again && GrantRows.isAt(handle, after));
        });
    }

    @Override
    public void revoke(RowId id, Instant now) {
        view.mark(database.inTransaction(handle -> GrantRevocation.end(handle, List.of(id), now)));
    }
}

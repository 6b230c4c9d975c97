package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusLists;
import dev.latchkey.provider.status.StatusRange;
import java.time.Instant;
import java.util.List;

/** Ends what a client has got so far, a bounded number of rows at a time; the client may go on asking for tokens. */
public final class ClientEnding {
    private static final int BATCH = 500;
    private static final int MAX_BATCHES = 20;
    // Each process leases anew for a client of another version: what it has leased is revoked below.
    private static final String RAISE_VERSION =
            "UPDATE oauth_client SET version = version + 1, changed_at = :now WHERE client_id = :client_id";
    // A code that is still on its way would make a grant after all.
    private static final String BURN_CODES =
            "UPDATE oauth_authorization_code SET burnt_at = :now WHERE client_id = :client_id AND burnt_at IS NULL";
    private static final String GRANTS =
            "SELECT id FROM oauth_grant WHERE client_id = :client_id AND revoked_at IS NULL LIMIT " + BATCH;
    private static final String TOKENS =
            "SELECT id FROM oauth_client_token WHERE client_id = :client_id LIMIT " + BATCH;
    private static final String DELETE_TOKENS = "DELETE FROM oauth_client_token WHERE id IN (<ids>)";
    private static final String LEASES = """
            SELECT l.list_id, l.first_index, l.range_length, l.expires_at
              FROM oauth_status_lease l
              LEFT JOIN oauth_revocation r ON r.list_id = l.list_id AND r.first_index = l.first_index
                   AND r.range_length = l.range_length
             WHERE l.client_id = :client_id AND l.expires_at > :now AND r.list_id IS NULL
             LIMIT\s""" + BATCH;
    private static final String REVOKE = """
            INSERT INTO oauth_revocation (list_id, first_index, range_length, revoked_at, expires_at)
            VALUES (:list, :first, :length, :now, :expires_at)""";

    private final Database database;
    private final RevocationView view;

    /**
     * Takes the database.
     *
     * @param view what this process knows of revocations; told of each after its commit
     */
    public ClientEnding(Database database, RevocationView view) {
        this.database = database;
        this.view = view;
    }

    boolean endAll(ClientId client, Instant now) {
        update(RAISE_VERSION, client, now);
        update(BURN_CODES, client, now);
        int batches = 0;
        while (batches < MAX_BATCHES && endSome(client, now) == BATCH) {
            batches++;
        }
        return batches < MAX_BATCHES;
    }

    private void update(String sql, ClientId client, Instant now) {
        database.withHandle(handle -> handle.createUpdate(sql)
                .bind("client_id", client.bytes())
                .bind("now", now.toEpochMilli())
                .execute());
    }

    private int endSome(ClientId client, Instant now) {
        int grants = endGrants(client, now);
        int tokens = deleteTokens(client);
        int leases = revokeLeases(client, now);
        return Math.max(grants, Math.max(tokens, leases));
    }

    private int endGrants(ClientId client, Instant now) {
        List<RowId> found = ids(GRANTS, client);
        view.mark(database.inTransaction(handle -> GrantRevocation.end(handle, found, now)));
        return found.size();
    }

    private int deleteTokens(ClientId client) {
        List<RowId> found = ids(TOKENS, client);
        if (!found.isEmpty()) {
            database.withHandle(handle -> handle.createUpdate(DELETE_TOKENS)
                    .bindList("ids", found.stream().map(RowId::bytes).toList())
                    .execute());
        }
        return found.size();
    }

    private List<RowId> ids(String sql, ClientId client) {
        return database.withHandle(handle -> handle.createQuery(sql)
                .bind("client_id", client.bytes())
                .map((row, context) -> RowId.of(row.getBytes("id")))
                .list());
    }

    private int revokeLeases(ClientId client, Instant now) {
        List<StatusRange> leases = database.withHandle(handle -> handle.createQuery(LEASES)
                .bind("client_id", client.bytes())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> StatusRows.range(row))
                .list());
        leases.forEach(lease -> revoke(lease, now));
        view.mark(leases);
        return leases.size();
    }

    private void revoke(StatusRange range, Instant now) {
        Rows.ignoringOwnRow(() -> database.withHandle(handle -> handle.createUpdate(REVOKE)
                .bind("list", range.list().bytes())
                .bind("first", range.first())
                .bind("length", range.length())
                .bind("now", now.toEpochMilli())
                .bind("expires_at", range.until().plus(StatusLists.SKEW).toEpochMilli())
                .execute()));
    }
}

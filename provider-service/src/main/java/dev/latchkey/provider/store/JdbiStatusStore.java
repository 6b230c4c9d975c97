package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.StatusLists;
import dev.latchkey.provider.status.StatusRange;
import dev.latchkey.provider.status.StatusStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Status lists in {@code oauth_status_list}, leases in {@code oauth_status_lease}, revocations in {@code oauth_revocation}. */
public final class JdbiStatusStore implements StatusStore {
    private static final String OPEN =
            "INSERT INTO oauth_status_list (id, opened_at, expires_at) VALUES (:list, :opened_at, :expires_at)";
    private static final String EXTEND =
            "UPDATE oauth_status_list SET expires_at = :expires_at WHERE id = :list AND expires_at < :expires_at";
    private static final String LEASE = """
            INSERT INTO oauth_status_lease (list_id, first_index, range_length, client_id, expires_at)
            VALUES (:list, :first, :length, :client_id, :expires_at)""";
    private static final String REVOKE = """
            INSERT INTO oauth_revocation (list_id, first_index, range_length, revoked_at, expires_at)
            VALUES (:list, :first, :length, :now, :expires_at)""";
    private static final String LEASES_OF_DISABLED = """
            SELECT l.list_id, l.first_index, l.range_length, l.expires_at
              FROM oauth_client c
              JOIN oauth_status_lease l ON l.client_id = c.client_id
              LEFT JOIN oauth_revocation r ON r.list_id = l.list_id AND r.first_index = l.first_index
                   AND r.range_length = l.range_length
             WHERE c.changed_at >= :since AND c.enabled = FALSE AND l.expires_at > :now AND r.list_id IS NULL
             LIMIT 1000""";
    private static final String LISTS = "SELECT id, expires_at FROM oauth_status_list WHERE expires_at > :now";
    private static final String EXPIRY = "SELECT expires_at FROM oauth_status_list WHERE id = :list";
    private static final String REVOKED_SINCE = """
            SELECT list_id, first_index, range_length, expires_at FROM oauth_revocation
             WHERE revoked_at >= :since AND expires_at > :now""";
    private static final String REVOKED_AFTER = """
            SELECT list_id, first_index, range_length, expires_at FROM oauth_revocation
             WHERE (list_id > :list OR (list_id = :list AND (first_index > :first
                    OR (first_index = :first AND range_length > :length)))) AND expires_at > :now
             ORDER BY list_id, first_index, range_length LIMIT 1000""";

    private final Database database;

    public JdbiStatusStore(Database database) {
        this.database = database;
    }

    @Override
    public void open(RowId list, Instant openedAt, Instant expiresAt) {
        Rows.ignoringOwnRow(() -> database.withHandle(handle -> handle.createUpdate(OPEN)
                .bind("list", list.bytes())
                .bind("opened_at", openedAt.toEpochMilli())
                .bind("expires_at", expiresAt.toEpochMilli())
                .execute()));
    }

    @Override
    public void extend(RowId list, Instant expiresAt) {
        database.withHandle(handle -> handle.createUpdate(EXTEND)
                .bind("list", list.bytes())
                .bind("expires_at", expiresAt.toEpochMilli())
                .execute());
    }

    @Override
    public void lease(StatusRange range, ClientId client) {
        Rows.ignoringOwnRow(() -> database.withHandle(handle -> bind(handle.createUpdate(LEASE), range)
                .bind("client_id", client.bytes())
                .execute()));
    }

    @Override
    public void revoke(StatusRange range, Instant now) {
        database.withHandle(handle -> {
            revoke(handle, range, now);
            return range;
        });
    }

    private static void revoke(Handle handle, StatusRange range, Instant now) {
        Rows.ignoringOwnRow(() -> bind(handle.createUpdate(REVOKE), range)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public List<StatusRange> revokeDisabledClients(Instant since, Instant now) {
        return database.withHandle(handle -> {
            List<StatusRange> leases = handle.createQuery(LEASES_OF_DISABLED)
                    .bind("since", since.toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .map((row, context) -> StatusRows.range(row))
                    .list();
            leases.forEach(lease -> revoke(handle, lease, now));
            return leases;
        });
    }

    private static <S extends SqlStatement<S>> S bind(S statement, StatusRange range) {
        return statement
                .bind("list", range.list().bytes())
                .bind("first", range.first())
                .bind("length", range.length())
                .bind("expires_at", range.until().plus(StatusLists.SKEW).toEpochMilli());
    }

    @Override
    public Optional<Instant> expiryOf(RowId list) {
        return database.withHandle(handle -> handle.createQuery(EXPIRY)
                .bind("list", list.bytes())
                .map((row, context) -> Rows.time(row, "expires_at"))
                .findOne());
    }

    @Override
    public Map<RowId, Instant> lists(Instant now) {
        Map<RowId, Instant> expiries = new HashMap<>();
        database.withHandle(handle -> handle.createQuery(LISTS)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> expiries.put(RowId.of(row.getBytes("id")), Rows.time(row, "expires_at")))
                .list());
        return expiries;
    }

    @Override
    public List<StatusRange> revokedSince(Instant since, Instant now) {
        return database.withHandle(handle -> handle.createQuery(REVOKED_SINCE)
                .bind("since", since.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> StatusRows.range(row))
                .list());
    }

    @Override
    public List<StatusRange> revokedAfter(StatusRange last, Instant now) {
        return database.withHandle(handle -> handle.createQuery(REVOKED_AFTER)
                .bind("list", last.list().bytes())
                .bind("first", last.first())
                .bind("length", last.length())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> StatusRows.range(row))
                .list());
    }
}

package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.purge.ExpiredRows;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Expired rows of one table whose key is one column. MySQL and MariaDB find and delete them in one statement; H2 takes no
 * order there, and gets their keys.
 */
public final class JdbiExpiredRows implements ExpiredRows {
    private final Database database;
    private final String deleteInOrder;
    private final String select;
    private final String delete;

    private JdbiExpiredRows(Database database, String table, String condition) {
        this(database, table, "id", condition);
    }

    private JdbiExpiredRows(Database database, String table, String key, String condition) {
        this.database = database;
        String expired =
                " FROM " + table + " WHERE expires_at < :now" + condition + " ORDER BY expires_at LIMIT :limit";
        this.deleteInOrder = "DELETE" + expired;
        this.select = "SELECT " + key + expired;
        this.delete = "DELETE FROM " + table + " WHERE " + key + " IN (<ids>)";
    }

    /** All tables whose rows expire. */
    public static List<ExpiredRows> all(Database database) {
        return Stream.<ExpiredRows>of(
                        // An access token may outlive the idle end of its grant, and dies with the row.
                        new JdbiExpiredRows(database, "oauth_grant", " AND access_expires_at < :now"),
                        new JdbiExpiredRows(database, "oauth_assertion_jti", ""),
                        new JdbiExpiredRows(database, "oauth_client_token", ""),
                        new JdbiExpiredRows(database, "oauth_session", ""),
                        // Deleted ones; those in use never expire.
                        new JdbiExpiredRows(database, "oauth_client", "client_id", ""),
                        new JdbiExpiredRows(database, "oauth_audit_event", ""),
                        new JdbiExpiredRows(database, "oauth_authorization_code", ""),
                        new JdbiExpiredRows(database, "oauth_pushed_request", ""),
                        new JdbiExpiredRows(database, "oauth_device_code", ""),
                        new JdbiExpiredRows(database, "oauth_status_list", ""),
                        new ExpiredRanges(database, "oauth_status_lease"),
                        new ExpiredRanges(database, "oauth_revocation"))
                .toList();
    }

    @Override
    public int deleteSome(Instant now, int limit) {
        return database.settings().isEmbedded()
                ? database.inTransaction(handle -> deleteByKeys(handle, now.toEpochMilli(), limit))
                : database.inTransaction(handle -> handle.createUpdate(deleteInOrder)
                        .bind("now", now.toEpochMilli())
                        .bind("limit", limit)
                        .execute());
    }

    private int deleteByKeys(Handle handle, long now, int limit) {
        List<byte[]> ids = handle.createQuery(select)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(byte[].class)
                .list();
        return ids.isEmpty()
                ? 0
                : handle.createUpdate(delete).bindList("ids", ids).execute();
    }
}

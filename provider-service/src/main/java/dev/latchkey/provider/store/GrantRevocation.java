package dev.latchkey.provider.store;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.StatusLists;
import dev.latchkey.provider.status.StatusRange;
import dev.latchkey.provider.token.GrantStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Ends grants within a transaction: first the rows, so that none can take another place any more, then the places that
 * stand in them.
 */
final class GrantRevocation {
    private static final String END =
            "UPDATE oauth_grant SET revoked_at = :now WHERE id IN (<ids>) AND revoked_at IS NULL";
    private static final String PLACES = """
            SELECT status_list, status_index, status_until, old_status_list, old_status_index, old_status_until
              FROM oauth_grant WHERE id IN (<ids>)""";
    private static final String REVOKE = """
            INSERT INTO oauth_revocation (list_id, first_index, range_length, revoked_at, expires_at)
            SELECT g.<p>status_list, g.<p>status_index, 1, :now, g.<p>status_until + :skew
              FROM oauth_grant g
             WHERE g.id IN (<ids>) AND g.<p>status_until > :now
               AND NOT EXISTS (SELECT 1 FROM oauth_revocation r WHERE r.list_id = g.<p>status_list
                                  AND r.first_index = g.<p>status_index AND r.range_length = 1)""";

    private GrantRevocation() {}

    /** The places whose JWTs are revoked by it. */
    static List<StatusRange> end(Handle handle, List<RowId> grants, Instant now) {
        if (grants.isEmpty()) {
            return List.of();
        }
        List<byte[]> ids = grants.stream().map(RowId::bytes).toList();
        handle.createUpdate(END)
                .bindList("ids", ids)
                .bind("now", now.toEpochMilli())
                .execute();
        revoke(handle, "", ids, now);
        revoke(handle, "old_", ids, now);
        return handle.createQuery(PLACES).bindList("ids", ids).map((row, context) -> places(row)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void revoke(Handle handle, String prefix, List<byte[]> ids, Instant now) {
        handle.createUpdate(REVOKE)
                .define("p", prefix)
                .bindList("ids", ids)
                .bind("now", now.toEpochMilli())
                .bind("skew", StatusLists.SKEW.toMillis())
                .execute();
    }

    private static List<StatusRange> places(ResultSet row) throws SQLException {
        GrantStatus status = StatusRows.status(row);
        return Stream.of(status.current(), status.previous())
                .filter(Objects::nonNull)
                .map(index -> index.range())
                .toList();
    }
}

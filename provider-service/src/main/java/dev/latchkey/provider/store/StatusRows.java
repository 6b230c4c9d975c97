package dev.latchkey.provider.store;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.StatusIndex;
import dev.latchkey.provider.status.StatusLists;
import dev.latchkey.provider.status.StatusRange;
import dev.latchkey.provider.token.GrantStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** How places in status lists stand in columns. */
final class StatusRows {
    private StatusRows() {}

    static <S extends SqlStatement<S>> S bind(S statement, GrantStatus status) {
        return bind(bind(statement, "", status.current()), "old_", status.previous());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, String prefix, @Nullable StatusIndex index) {
        return statement
                .bind(prefix + "status_list", list(index))
                .bind(prefix + "status_index", number(index))
                .bind(prefix + "status_until", until(index));
    }

    static byte @Nullable [] list(@Nullable StatusIndex index) {
        return index == null ? null : index.list().bytes();
    }

    static @Nullable Integer number(@Nullable StatusIndex index) {
        return index == null ? null : (Integer) index.number();
    }

    static @Nullable Long until(@Nullable StatusIndex index) {
        return index == null ? null : Rows.millis(index.until());
    }

    static GrantStatus status(ResultSet row) throws SQLException {
        return new GrantStatus(index(row, ""), index(row, "old_"));
    }

    private static @Nullable StatusIndex index(ResultSet row, String prefix) throws SQLException {
        byte[] list = row.getBytes(prefix + "status_list");
        return list == null
                ? null
                : new StatusIndex(
                        RowId.of(list), row.getInt(prefix + "status_index"), Rows.time(row, prefix + "status_until"));
    }

    /** A row of leases or revocations, which is kept a little longer than its last token lives. */
    static StatusRange range(ResultSet row) throws SQLException {
        Instant expiresAt = Rows.time(row, "expires_at");
        return new StatusRange(
                RowId.of(row.getBytes("list_id")),
                row.getInt("first_index"),
                row.getInt("range_length"),
                expiresAt.minus(StatusLists.SKEW));
    }
}

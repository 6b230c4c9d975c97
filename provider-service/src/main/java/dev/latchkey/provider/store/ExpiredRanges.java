package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.purge.ExpiredRows;
import dev.latchkey.provider.status.StatusRange;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Expired rows of a table whose key is a range of places in a status list. */
final class ExpiredRanges implements ExpiredRows {
    private final Database database;
    private final String select;
    private final String delete;

    ExpiredRanges(Database database, String table) {
        this.database = database;
        this.select = "SELECT list_id, first_index, range_length, expires_at FROM " + table
                + " WHERE expires_at < :now ORDER BY expires_at LIMIT :limit";
        this.delete =
                "DELETE FROM " + table + " WHERE list_id = :list AND first_index = :first AND range_length = :length";
    }

    @Override
    public int deleteSome(Instant now, int limit) {
        return database.inTransaction(handle -> delete(
                handle,
                handle.createQuery(select)
                        .bind("now", now.toEpochMilli())
                        .bind("limit", limit)
                        .map((row, context) -> StatusRows.range(row))
                        .list()));
    }

    private int delete(Handle handle, List<StatusRange> ranges) {
        if (!ranges.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(delete);
            ranges.forEach(range -> batch.bind("list", range.list().bytes())
                    .bind("first", range.first())
                    .bind("length", range.length())
                    .add());
            batch.execute();
        }
        return ranges.size();
    }
}

package dev.latchkey.provider.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.protocol.RowId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** How values stand in columns: identifiers as UTF-8 bytes, times as epoch milliseconds. */
final class Rows {
    private Rows() {}

    // The id was drawn for this request: a row that has it was committed by a try whose answer was lost.
    static void ignoringOwnRow(Runnable insert) {
        try {
            insert.run();
        } catch (JdbiException e) {
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
        }
    }

    // Written by this very request, whose first answer of the database was lost?
    static boolean isOwn(Handle handle, String countOfOwn, RowId id, RowId attempt) {
        return handle.createQuery(countOfOwn)
                        .bind("id", id.bytes())
                        .bind("attempt", attempt.bytes())
                        .mapTo(Long.class)
                        .one()
                == 1;
    }

    /** Places for so many values: {@code ?, ?, ?}. */
    static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    /** Binds the values in their order. */
    static <S extends SqlStatement<S>> S bindAll(S statement, List<? extends @Nullable Object> values) {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return statement;
    }

    static <S extends SqlStatement<S>> S bindIds(S statement, List<RowId> ids) {
        return bindAll(statement, ids.stream().map(RowId::bytes).toList());
    }

    /** The same list, but as long as a power of two by its last value: of such lengths there are only few statements. */
    static <T> List<T> padded(List<T> values) {
        int more = Integer.highestOneBit(2 * values.size() - 1) - values.size();
        return Stream.concat(
                        values.stream(),
                        Stream.generate(() -> values.get(values.size() - 1)).limit(more))
                .toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(ResultSet row, String column) throws SQLException {
        return new String(row.getBytes(column), UTF_8);
    }

    /** The text of a column that older rows have left empty. */
    static String textOrEmpty(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    static ScopeSet scope(ResultSet row, String column) throws SQLException {
        String text = text(row, column);
        return text.isEmpty() ? ScopeSet.empty() : ScopeSet.parse(text);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** A few times in one column, 8 bytes each. */
    static byte[] packed(List<Instant> times) {
        ByteBuffer buffer = ByteBuffer.allocate(times.size() * Long.BYTES);
        times.forEach(time -> buffer.putLong(time.toEpochMilli()));
        return buffer.array();
    }

    static List<Instant> times(ResultSet row, String column) throws SQLException {
        ByteBuffer buffer = ByteBuffer.wrap(row.getBytes(column));
        return IntStream.range(0, buffer.remaining() / Long.BYTES)
                .mapToObj(i -> Instant.ofEpochMilli(buffer.getLong()))
                .toList();
    }
}

package dev.latchkey.provider.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of a row: 16 bytes, the first six a time in milliseconds, so that new rows stand together in an index.
 *
 * @param high the first 8 bytes: 48 bits of epoch milliseconds, 16 random bits
 * @param low the last 8 bytes: random
 */
public record RowId(long high, long low) {
    /** Its length in bytes. */
    public static final int LENGTH = 16;

    /** Older ids first. */
    public static final Comparator<RowId> IN_TIME =
            Comparator.comparingLong(RowId::high).thenComparingLong(RowId::low);

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    /**
     * Reads 16 bytes.
     *
     * @throws IllegalArgumentException when there are more or fewer
     */
    public static RowId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A row id has 16 bytes.");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RowId(buffer.getLong(), buffer.getLong());
    }

    /** Reads what {@link #toString} writes; empty for any other text. */
    public static Optional<RowId> parse(String hex) {
        return HEX.matcher(hex).matches() ? Optional.of(of(HexFormat.of().parseHex(hex))) : Optional.empty();
    }

    /** The 16 bytes, as they stand in the database. */
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).putLong(high).putLong(low).array();
    }

    /** Whether {@code bytes} are this id's. */
    public boolean matches(byte[] bytes) {
        return Arrays.equals(bytes(), bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}

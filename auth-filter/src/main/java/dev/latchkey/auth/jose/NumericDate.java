package dev.latchkey.auth.jose;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the times of a JWT (RFC 7519 section 2): seconds since the epoch, from the year 1970 to 9999. */
public final class NumericDate {
    private static final long MAX = 253_402_300_799L;

    private NumericDate() {}

    /** The time, or empty unless the value is a number in range; fractions of a second are dropped. */
    public static Optional<Instant> read(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return inRange(((Number) value).longValue());
        }
        if (value instanceof Double seconds && seconds >= 0 && seconds <= MAX) {
            return inRange(seconds.longValue());
        }
        return Optional.empty();
    }

    private static Optional<Instant> inRange(long seconds) {
        return seconds >= 0 && seconds <= MAX ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty();
    }
}

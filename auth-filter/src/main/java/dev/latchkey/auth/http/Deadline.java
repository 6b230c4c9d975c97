package dev.latchkey.auth.http;

import java.time.Duration;

/**
 * A point on the monotonic clock until which several steps must be done.
 *
 * @param nanoTime the point, as of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {
    /** The deadline this long from now. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Nanoseconds left; zero or less when it has passed. */
    public long remainingNanos() {
        return nanoTime - System.nanoTime();
    }
}

package dev.latchkey.auth.jose;

import java.time.Duration;

/**
 * A point on the monotonic clock until which several steps must be done.
 *
 * @param nanoTime the point, as of {@link System#nanoTime}
 */
record Deadline(long nanoTime) {
    static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** Nanoseconds left; zero or less when it has passed. */
    long remainingNanos() {
        return nanoTime - System.nanoTime();
    }
}

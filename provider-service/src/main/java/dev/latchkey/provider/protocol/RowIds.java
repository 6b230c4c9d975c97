package dev.latchkey.provider.protocol;

import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes {@link RowId}s; safe for use by many threads. */
public final class RowIds {
    private final InstantSource clock;
    private final SecureRandom random;

    public RowIds(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** A new id: now, and 80 random bits. */
    public RowId next() {
        long high = (clock.millis() << 16) | (random.nextInt() & 0xFFFFL);
        return new RowId(high, random.nextLong());
    }
}

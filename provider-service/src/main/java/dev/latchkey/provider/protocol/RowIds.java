package dev.latchkey.provider.protocol;

import java.nio.ByteBuffer;
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
        // Drawn at once: each draw costs a lock and a digest.
        byte[] drawn = new byte[Short.BYTES + Long.BYTES];
        random.nextBytes(drawn);
        ByteBuffer bytes = ByteBuffer.wrap(drawn);
        return new RowId((clock.millis() << Short.SIZE) | (bytes.getShort() & 0xFFFFL), bytes.getLong());
    }
}

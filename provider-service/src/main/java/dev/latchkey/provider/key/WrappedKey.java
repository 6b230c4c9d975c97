package dev.latchkey.provider.key;

import dev.latchkey.provider.protocol.ByteString;
import java.time.Instant;

/**
 * A signing key as the database keeps it.
 *
 * @param slot 1 for the first key, one more for each that follows: two nodes cannot both add the same one
 * @param keyId its {@code kid}
 * @param wrapped the private JWK, encrypted under the server secret
 * @param createdAt since when it is published
 * @param activatesAt from when it signs
 */
public record WrappedKey(long slot, String keyId, ByteString wrapped, Instant createdAt, Instant activatesAt) {
    WrappedKey with(ByteString rewrapped) {
        return new WrappedKey(slot, keyId, rewrapped, createdAt, activatesAt);
    }

    boolean signsAt(Instant now) {
        return !now.isBefore(activatesAt);
    }
}

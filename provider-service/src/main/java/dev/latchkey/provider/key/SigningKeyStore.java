package dev.latchkey.provider.key;

import dev.latchkey.provider.protocol.ByteString;
import java.time.Instant;
import java.util.List;

/** Where signing keys are kept. Each method is one transaction. */
public interface SigningKeyStore {
    /** All keys, oldest first. */
    List<WrappedKey> all();

    /** Keeps a key; false when another node has filled its slot before. */
    boolean add(WrappedKey key);

    /** Takes a key away for good. */
    void remove(WrappedKey key);

    /** Lets a key sign from {@code now} on. */
    void activate(WrappedKey key, Instant now);

    /** Replaces the wrapping of a key; false when it was replaced or removed in the meantime. */
    boolean rewrap(WrappedKey key, ByteString wrapped);
}

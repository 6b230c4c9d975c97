package dev.latchkey.provider.key;

import java.util.List;

/** Where signing keys are kept. */
public interface SigningKeyStore {
    /** All keys, oldest first. */
    List<WrappedKey> all();

    /** Keeps a key; false when another node has filled its slot before. */
    boolean add(WrappedKey key);
}

package dev.latchkey.provider.key;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Signing keys in memory. */
public final class MemorySigningKeyStore implements SigningKeyStore {
    private final Map<Long, WrappedKey> bySlot = new ConcurrentSkipListMap<>();

    @Override
    public List<WrappedKey> all() {
        return List.copyOf(bySlot.values());
    }

    @Override
    public boolean add(WrappedKey key) {
        return bySlot.putIfAbsent(key.slot(), key) == null;
    }
}

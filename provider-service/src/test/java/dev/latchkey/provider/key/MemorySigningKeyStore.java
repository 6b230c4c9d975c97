package dev.latchkey.provider.key;

import dev.latchkey.provider.protocol.ByteString;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Signing keys in memory. */
public class MemorySigningKeyStore implements SigningKeyStore {
    private final Map<Long, WrappedKey> bySlot = new ConcurrentSkipListMap<>();

    @Override
    public List<WrappedKey> all() {
        return List.copyOf(bySlot.values());
    }

    @Override
    public boolean add(WrappedKey key) {
        return bySlot.putIfAbsent(key.slot(), key) == null;
    }

    @Override
    public void remove(WrappedKey key) {
        bySlot.remove(key.slot(), key);
    }

    @Override
    public void activate(WrappedKey key, Instant now) {
        bySlot.computeIfPresent(
                key.slot(), (slot, row) -> new WrappedKey(slot, row.keyId(), row.wrapped(), row.createdAt(), now));
    }

    @Override
    public boolean rewrap(WrappedKey key, ByteString wrapped) {
        return bySlot.replace(key.slot(), key, key.with(wrapped));
    }
}

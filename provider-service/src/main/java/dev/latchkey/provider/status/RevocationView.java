package dev.latchkey.provider.status;

import dev.latchkey.provider.protocol.RowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What this process knows to be revoked: its own acts at once, those of others when it reads them. Thread-safe. */
public final class RevocationView {
    // As long as a statement may take: a cluster that has lost a node stalls for some six seconds.
    private static final Duration RECENT = Duration.ofSeconds(10);

    private final StatusStore store;
    private final LongSupplier nanos;
    private final Map<RowId, RevokedIndexes> lists = new ConcurrentHashMap<>();
    private volatile Instant readAt = Instant.EPOCH;
    private volatile long readNanos;

    public RevocationView(StatusStore store) {
        this(store, System::nanoTime);
    }

    /** The same by another monotonic clock: how old it is must not depend on a clock that is set. */
    RevocationView(StatusStore store, LongSupplier nanos) {
        this.store = store;
        this.nanos = nanos;
        this.readNanos = nanos.getAsLong() - RECENT.toNanos();
    }

    /**
     * Reads the next part of everything that is revoked, after {@code last}; what was last in it. Empty at the end.
     */
    public Optional<StatusRange> readOn(StatusRange last, Instant now) {
        List<StatusRange> part = store.revokedAfter(last, now);
        mark(part);
        return part.stream().reduce((before, after) -> after);
    }

    /** Reads what was revoked at or after {@code since}. */
    public void read(Instant since, Instant now) {
        long begin = nanos.getAsLong();
        store.lists(now).forEach(this::know);
        mark(store.revokedSince(since, now));
        lists.values().removeIf(list -> list.isOver(now));
        readAt = now;
        readNanos = begin;
    }

    /** When the database was last read with success. */
    public Instant readAt() {
        return readAt;
    }

    /**
     * Makes sure that the database was read within ten seconds; throws {@link StatusBusyException} when it was not, since
     * others may have revoked much meanwhile.
     */
    public void requireRecent() {
        if (nanos.getAsLong() - readNanos >= RECENT.toNanos()) {
            throw new StatusBusyException("What is revoked could not be read for a while.");
        }
    }

    /** Revokes these places, here at once and for every other process. */
    public void revoke(StatusRange range, Instant now) {
        store.revoke(range, now);
        mark(List.of(range));
    }

    /** Takes these places for revoked from now on. */
    public void mark(Collection<StatusRange> ranges) {
        ranges.forEach(range -> list(range.list(), range.until()).mark(range.first(), range.length()));
    }

    /** Whether the tokens that carry this place are revoked, as far as is known here. */
    public boolean isRevoked(StatusIndex index) {
        RevokedIndexes list = lists.get(index.list());
        return list != null && list.contains(index.number());
    }

    /** The lists that may have live tokens. */
    public List<RowId> lists() {
        return lists.keySet().stream().sorted(RowId.IN_TIME).toList();
    }

    void know(RowId id, Instant expiresAt) {
        list(id, expiresAt).keepUntil(expiresAt);
    }

    private RevokedIndexes list(RowId id, Instant expiresAt) {
        return lists.computeIfAbsent(id, unknown -> new RevokedIndexes(expiresAt));
    }

    /** The list; one that another process opened just now is looked up. */
    Optional<RevokedIndexes> find(RowId id, Instant now) {
        if (!lists.containsKey(id)) {
            store.expiryOf(id).filter(now::isBefore).ifPresent(expiresAt -> know(id, expiresAt));
        }
        return Optional.ofNullable(lists.get(id)).filter(list -> !list.isOver(now));
    }
}

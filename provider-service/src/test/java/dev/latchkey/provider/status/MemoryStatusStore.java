package dev.latchkey.provider.status;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Status lists in memory, and all that was asked of them. */
public final class MemoryStatusStore implements StatusStore {
    private final Map<RowId, Instant> lists = new LinkedHashMap<>();
    private final List<StatusRange> leases = new ArrayList<>();
    private final List<StatusRange> revoked = new ArrayList<>();

    /** The leases, in order. */
    public synchronized List<StatusRange> leases() {
        return List.copyOf(leases);
    }

    @Override
    public synchronized void open(RowId list, Instant openedAt, Instant expiresAt) {
        lists.put(list, expiresAt);
    }

    @Override
    public synchronized void extend(RowId list, Instant expiresAt) {
        lists.put(list, expiresAt);
    }

    @Override
    public synchronized void lease(StatusRange range, ClientId client) {
        leases.add(range);
    }

    @Override
    public synchronized void revoke(StatusRange range, Instant now) {
        revoked.add(range);
    }

    @Override
    public List<StatusRange> revokeDisabledClients(Instant since, Instant now) {
        return List.of();
    }

    @Override
    public synchronized Optional<Instant> expiryOf(RowId list) {
        return Optional.ofNullable(lists.get(list));
    }

    @Override
    public synchronized Map<RowId, Instant> lists(Instant now) {
        return Map.copyOf(lists);
    }

    @Override
    public synchronized List<StatusRange> revokedSince(Instant since, Instant now) {
        return List.copyOf(revoked);
    }

    @Override
    public synchronized List<StatusRange> revokedAfter(StatusRange last, Instant now) {
        return last.equals(StatusRange.NONE) ? List.copyOf(revoked) : List.of();
    }
}

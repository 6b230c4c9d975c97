package dev.latchkey.provider.client;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What answers to everybody say of enabled clients, in memory, so that no request asks the database: their web origins,
 * and whether one has the implicit grant.
 */
public final class ClientOrigins {
    private final ClientStore store;
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Set.of(), false);

    public ClientOrigins(ClientStore store) {
        this.store = store;
    }

    /** Reads them again if {@code changed}, versions by client, is not what it was the last time. */
    public void refresh(Map<ClientId, Long> changed) {
        if (!snapshot.changed().equals(changed)) {
            load(changed);
        }
    }

    /** Reads them. */
    public void load(Map<ClientId, Long> changed) {
        Map<ClientId, Set<String>> origins = store.origins();
        Set<String> all = origins.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        snapshot = new Snapshot(Map.copyOf(changed), Map.copyOf(origins), all, store.hasImplicit());
    }

    /** Whether any enabled client has this origin; exact text (RFC 6454 §5). */
    public boolean has(String origin) {
        return snapshot.all().contains(origin);
    }

    /** Whether this enabled client has this origin. */
    public boolean has(ClientId client, String origin) {
        return snapshot.byClient().getOrDefault(client, Set.of()).contains(origin);
    }

    /** Whether any enabled client is registered for the implicit grant (RFC 6749 §4.2). */
    public boolean hasImplicit() {
        return snapshot.implicit();
    }

    private record Snapshot(
            Map<ClientId, Long> changed, Map<ClientId, Set<String>> byClient, Set<String> all, boolean implicit) {}
}

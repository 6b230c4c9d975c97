package dev.latchkey.provider.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Clients by id, from memory once they are known: authenticating a client costs no statement. Bounded; what changed in
 * the database is dropped by {@link #drop}. Ids that do not exist are remembered apart, so that a flood of them cannot
 * push the real ones out.
 */
public final class ClientCache {
    private static final int MAX_CLIENTS = 10_000;
    private static final int MAX_UNKNOWN = 10_000;
    // A change whose writer's clock is far behind escapes the poll; it is seen this late at the latest.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final ClientStore store;
    private final Cache<ClientId, Client> clients = Caffeine.newBuilder()
            .maximumSize(MAX_CLIENTS)
            .expireAfterWrite(LONGEST)
            .build();
    private final Cache<ClientId, Boolean> unknown = Caffeine.newBuilder()
            .maximumSize(MAX_UNKNOWN)
            .expireAfterWrite(LONGEST)
            .build();

    public ClientCache(ClientStore store) {
        this.store = store;
    }

    /** The client with this id, disabled ones too. */
    public Optional<Client> find(ClientId id) {
        Client known = clients.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        return unknown.getIfPresent(id) == null ? load(id) : Optional.empty();
    }

    private Optional<Client> load(ClientId id) {
        Optional<Client> found = store.find(id);
        found.ifPresentOrElse(client -> clients.put(id, client), () -> unknown.put(id, true));
        return found;
    }

    /** Forgets the clients whose version in the database is another than the one remembered. */
    public void drop(Map<ClientId, Long> versions) {
        versions.forEach((id, version) -> {
            clients.asMap().computeIfPresent(id, (key, client) -> client.version() == version ? client : null);
            unknown.invalidate(id);
        });
    }
}

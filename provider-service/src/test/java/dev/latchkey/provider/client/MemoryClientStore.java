package dev.latchkey.provider.client;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Clients in memory; counts how often one is looked for. */
public final class MemoryClientStore implements ClientStore {
    private final Map<ClientId, Client> clients = new HashMap<>();
    private int lookups;

    /** How often {@link #find} was called. */
    public int lookups() {
        return lookups;
    }

    /** Keeps the client, instead of an earlier one with its id. */
    public void put(Client client) {
        clients.put(client.id(), client);
    }

    @Override
    public Optional<Client> find(ClientId id) {
        lookups++;
        return Optional.ofNullable(clients.get(id));
    }

    @Override
    public void register(Client client, Instant now) {
        put(client);
    }

    @Override
    public List<Client> page(Optional<ClientId> after, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean disable(ClientId id, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Duration longestAccessTokenLifetime() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean addSecret(ClientId id, ClientSecretHash secret, Instant oldOnesEnd, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rekeySecret(ClientId id, ClientSecretHash old, ClientSecretHash fresh, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ClientId, Set<String>> origins() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ClientId, Long> changedSince(Instant since) {
        throw new UnsupportedOperationException();
    }
}

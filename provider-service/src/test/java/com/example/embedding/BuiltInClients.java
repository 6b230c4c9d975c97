package com.example.embedding;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One client that is part of the application, before those in the database. */
record BuiltInClients(Client builtIn, ClientStore others) implements ClientStore {
    @Override
    public Optional<Client> find(ClientId id) {
        return id.equals(builtIn.id()) ? Optional.of(builtIn) : others.find(id);
    }

    @Override
    public void register(Client client, Instant now) {
        others.register(client, now);
    }

    @Override
    public List<Client> page(Optional<ClientId> after, int limit) {
        return others.page(after, limit);
    }

    @Override
    public boolean disable(ClientId id, Instant now) {
        return others.disable(id, now);
    }

    @Override
    public Duration longestAccessTokenLifetime() {
        return others.longestAccessTokenLifetime();
    }

    @Override
    public boolean addSecret(ClientId id, ClientSecretHash secret, Instant oldOnesEnd, Instant now) {
        return others.addSecret(id, secret, oldOnesEnd, now);
    }

    @Override
    public void rekeySecret(ClientId id, ClientSecretHash old, ClientSecretHash fresh, Instant now) {
        others.rekeySecret(id, old, fresh, now);
    }

    @Override
    public Map<ClientId, Set<String>> origins() {
        return others.origins();
    }

    @Override
    public boolean hasImplicit() {
        return builtIn.policy().implicit() || others.hasImplicit();
    }

    @Override
    public Map<ClientId, Long> changedSince(Instant since) {
        return others.changedSince(since);
    }
}

package com.example.embedding;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.ClientToken;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.StoredGrant;
import dev.latchkey.provider.token.TokenStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the grants that are given. */
record CountedGrants(TokenStore store, AtomicInteger started) implements TokenStore {
    @Override
    public void keep(ClientToken token) {
        store.keep(token);
    }

    @Override
    public boolean start(Grant grant) {
        started.incrementAndGet();
        return store.start(grant);
    }

    @Override
    public Optional<StoredGrant> find(RowId id) {
        return store.find(id);
    }

    @Override
    public boolean advance(Grant before, Grant after) {
        return store.advance(before, after);
    }

    @Override
    public void revoke(RowId id, Instant now) {
        store.revoke(id, now);
    }
}

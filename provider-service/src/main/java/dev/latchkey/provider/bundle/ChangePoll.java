package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientOrigins;
import dev.latchkey.provider.client.ClientStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * Follows what other processes change in the database: twice a second it drops what is remembered of clients that
 * changed. It reads a minute back each time, so that a change committed late is not lost.
 */
final class ChangePoll implements Managed {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final ClientStore store;
    private final ClientCache cache;
    private final ClientOrigins origins;
    private final InstantSource clock;
    private final Chore chore = new Chore("change-poll", PERIOD, this::poll);
    private Instant lastRead;

    ChangePoll(ClientStore store, ClientCache cache, ClientOrigins origins, InstantSource clock) {
        this.store = store;
        this.cache = cache;
        this.origins = origins;
        this.clock = clock;
        this.lastRead = clock.instant();
    }

    @Override
    public void start() {
        origins.load(Map.of());
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }

    private void poll() {
        Instant now = clock.instant();
        Map<ClientId, Long> changed = store.changedSince(lastRead.minus(OVERLAP));
        cache.drop(changed);
        origins.refresh(changed);
        lastRead = now;
    }
}

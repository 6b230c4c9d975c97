package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Follows what other processes change in the database: twice a second it drops what is remembered of clients that
 * changed. It reads a minute back each time, so that a change committed late is not lost.
 */
final class ChangePoll implements Managed {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final ClientStore store;
    private final ClientCache cache;
    private final InstantSource clock;
    private final Chore chore = new Chore("change-poll", PERIOD, this::poll);
    private Instant lastRead;

    ChangePoll(ClientStore store, ClientCache cache, InstantSource clock) {
        this.store = store;
        this.cache = cache;
        this.clock = clock;
        this.lastRead = clock.instant();
    }

    @Override
    public void start() {
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }

    private void poll() {
        Instant now = clock.instant();
        cache.drop(store.changedSince(lastRead.minus(OVERLAP)));
        lastRead = now;
    }
}

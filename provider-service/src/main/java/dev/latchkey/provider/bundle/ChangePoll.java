package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what other processes change in the database: twice a second it drops what is remembered of clients that
 * changed. It reads a minute back each time, so that a change committed late is not lost.
 */
final class ChangePoll implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(ChangePoll.class);
    private static final long PERIOD_MILLIS = 500;
    private static final Duration OVERLAP = Duration.ofSeconds(60);

    private final ClientStore store;
    private final ClientCache cache;
    private final InstantSource clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "change-poll");
        thread.setDaemon(true);
        return thread;
    });
    private Instant lastRead;
    private boolean failing;
    private @Nullable ScheduledFuture<?> polling;

    ChangePoll(ClientStore store, ClientCache cache, InstantSource clock) {
        this.store = store;
        this.cache = cache;
        this.clock = clock;
        this.lastRead = clock.instant();
    }

    @Override
    public void start() {
        polling = executor.scheduleWithFixedDelay(this::poll, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (polling != null) {
            polling.cancel(true);
        }
        executor.shutdownNow();
    }

    private void poll() {
        Instant now = clock.instant();
        try {
            cache.drop(store.changedSince(lastRead.minus(OVERLAP)));
            lastRead = now;
            failing = false;
        } catch (RuntimeException e) {
            // Whatever it is: an exception that got away would end the polling for good, unnoticed.
            reportOnce(e);
        }
    }

    private void reportOnce(RuntimeException fault) {
        if (!failing) {
            LOG.warn("The changes of other processes cannot be read; trying on.", fault);
        }
        failing = true;
    }
}

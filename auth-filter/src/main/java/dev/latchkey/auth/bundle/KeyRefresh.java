package dev.latchkey.auth.bundle;

import dev.latchkey.auth.jose.RemoteJwkSet;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the issuer's keys fresh in the background: every five minutes, every five seconds as long as there are none. */
final class KeyRefresh implements Managed {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final long CHECK_SECONDS = 5;

    private final RemoteJwkSet keys;
    private final ScheduledExecutorService executor;
    private volatile @Nullable ScheduledFuture<?> schedule;

    KeyRefresh(RemoteJwkSet keys, ScheduledExecutorService executor) {
        this.keys = keys;
        this.executor = executor;
    }

    @Override
    public void start() {
        // At once whatever is known: keys from a copy on disk may have been withdrawn.
        executor.execute(keys::refresh);
        schedule = executor.scheduleWithFixedDelay(
                () -> keys.refreshIfOlderThan(MAX_AGE), CHECK_SECONDS, CHECK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = schedule;
        if (running != null) {
            running.cancel(true);
        }
    }
}

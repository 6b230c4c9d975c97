package dev.latchkey.auth.bundle;

import dev.latchkey.auth.status.StatusLists;
import io.dropwizard.lifecycle.Managed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps the status lists fresh in the background; begins at a random moment, so that many APIs do not ask in step. */
final class StatusRefresh implements Managed {
    private final StatusLists lists;
    private final long millis;
    private final ScheduledExecutorService executor;
    private volatile @Nullable ScheduledFuture<?> schedule;

    StatusRefresh(StatusLists lists, Duration interval, ScheduledExecutorService executor) {
        this.lists = lists;
        this.millis = interval.toMillis();
        this.executor = executor;
    }

    @Override
    public void start() {
        long first = new SecureRandom().nextLong(millis);
        schedule = executor.scheduleAtFixedRate(lists::refresh, first, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledFuture<?> running = schedule;
        if (running != null) {
            running.cancel(true);
        }
    }
}

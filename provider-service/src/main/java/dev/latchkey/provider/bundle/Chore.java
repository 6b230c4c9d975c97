package dev.latchkey.provider.bundle;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something done over and over on a thread of its own; it goes on whatever happens, and says once when it fails. */
final class Chore {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final Duration period;
    private final Runnable turn;
    private final ScheduledExecutorService executor;
    private @Nullable ScheduledFuture<?> schedule;
    private boolean failing;

    Chore(String name, Duration period, Runnable turn) {
        this.name = name;
        this.period = period;
        this.turn = turn;
        this.executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        long millis = period.toMillis();
        schedule = executor.scheduleWithFixedDelay(this::attempt, millis, millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (schedule != null) {
            schedule.cancel(true);
        }
        executor.shutdownNow();
    }

    private void attempt() {
        try {
            turn.run();
            failing = false;
        } catch (RuntimeException e) {
            // Whatever it is: an exception that got away would end the chore for good, unnoticed.
            report(e);
        }
    }

    private void report(RuntimeException fault) {
        if (!failing) {
            LOG.warn("{} fails; trying on.", name, fault);
        }
        failing = true;
    }
}

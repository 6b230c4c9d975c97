package dev.latchkey.sample.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks five times a second how much memory a server holds. */
final class MemoryWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 200;

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong most = new AtomicLong();

    private final ScheduledFuture<?> schedule;

    private MemoryWatch(ServerJar server) {
        this.schedule = looks.scheduleWithFixedDelay(() -> look(server), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    static MemoryWatch over(ServerJar server) {
        return new MemoryWatch(server);
    }

    private void look(ServerJar server) {
        try {
            most.accumulateAndGet(server.residentMegabytes(), Math::max);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The most that was seen, in MiB. */
    long most() {
        return most.get();
    }

    @Override
    public void close() {
        schedule.cancel(true);
        looks.shutdownNow();
    }
}

package dev.latchkey.accounts.database;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the database: read every ten seconds, and counted on from there by this process's monotonic clock. All
 * processes over one database go by it, whatever the clocks of their hosts say. Until it was read for the first time it
 * is the host's. Thread-safe.
 */
public final class DatabaseClock implements InstantSource, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration WORTH_A_WARNING = Duration.ofSeconds(5);
    private static final Duration TOO_FAR = Duration.ofSeconds(60);
    // An answer that took longer says less than the clock that counts on.
    private static final Duration SLOW = Duration.ofSeconds(1);
    // Neither depends on a time zone, nor on a change to or from summer time.
    private static final String H2_MICROS = "SELECT EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000";
    private static final String MICROS = "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6))";

    private record Sample(Instant time, long tick) {}

    private final Supplier<Instant> databaseTime;
    private final InstantSource host;
    private final LongSupplier nanos;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "database-clock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Sample last;
    private @Nullable ScheduledFuture<?> schedule;
    private boolean warned;

    /** A clock that reads {@code databaseTime}, beside a host's clock and its monotonic counter of nanoseconds. */
    public DatabaseClock(Supplier<Instant> databaseTime, InstantSource host, LongSupplier nanos) {
        this.databaseTime = databaseTime;
        this.host = host;
        this.nanos = nanos;
    }

    /** The clock of this database; start it, or it drifts from the database after its first {@link #sample}. */
    public static DatabaseClock of(Database database) {
        String query = database.settings().isEmbedded() ? H2_MICROS : MICROS;
        return new DatabaseClock(() -> read(database, query), InstantSource.system(), System::nanoTime);
    }

    private static Instant read(Database database, String query) {
        long micros = database.withHandle(
                handle -> handle.select(query).mapTo(Long.class).one());
        return Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    @Override
    public Instant instant() {
        Sample sample = last;
        return sample == null ? host.instant() : sample.time().plusNanos(nanos.getAsLong() - sample.tick());
    }

    /** Reads the database's time now; throws JdbiException when the database does not answer. */
    public synchronized void sample() {
        long before = nanos.getAsLong();
        Instant time = databaseTime.get();
        long took = nanos.getAsLong() - before;
        if (last == null || took < SLOW.toNanos()) {
            last = new Sample(time, before + took / 2);
        }
        warnOnce();
    }

    private void warnOnce() {
        Duration ahead = hostAhead();
        boolean off = ahead.abs().compareTo(WORTH_A_WARNING) > 0;
        if (off && !warned) {
            LOG.warn(
                    "The clock of this host is {} ms ahead of the database's, which is what counts: set both by NTP.",
                    ahead.toMillis());
        }
        warned = off;
    }

    /** How far the host's clock is ahead of the database's; negative when it is behind. */
    public Duration hostAhead() {
        return Duration.between(instant(), host.instant());
    }

    /** Whether the host's clock is so far off, by more than a minute, that other programs here must go wrong. */
    public boolean isHostFarOff() {
        return hostAhead().abs().compareTo(TOO_FAR) > 0;
    }

    /** Reads the time now, if the database answers, and every ten seconds from then on. */
    @Override
    public void start() {
        attempt();
        schedule = executor.scheduleWithFixedDelay(
                this::attempt, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    // While the database is away the monotonic clock counts on; what needs the database says so itself.
    private void attempt() {
        try {
            sample();
        } catch (JdbiException e) {
            LOG.debug("The database's time could not be read.", e);
        }
    }

    @Override
    public void stop() {
        if (schedule != null) {
            schedule.cancel(true);
        }
        executor.shutdownNow();
    }
}

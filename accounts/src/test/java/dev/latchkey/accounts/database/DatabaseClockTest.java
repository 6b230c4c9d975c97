package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.testing.Attack;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Attack(294)
final class DatabaseClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(DatabaseClock.class);

    private final AtomicReference<Supplier<Instant>> database = new AtomicReference<>(() -> NOON);
    private final AtomicReference<Instant> host = new AtomicReference<>(NOON);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final InstantSource hostClock = host::get;
    private final DatabaseClock clock = new DatabaseClock(() -> database.get().get(), hostClock, nanos::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    @Test
    void goesByTheHostUntilTheDatabaseWasAsked() {
        host.set(NOON.minusSeconds(3));

        assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(3));
        clock.sample();
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void countsOnFromTheLastSampleWhateverTheHostsClockDoes() {
        clock.sample();

        nanos.addAndGet(Duration.ofSeconds(7).toNanos());
        host.set(NOON.plus(Duration.ofHours(1)));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7));
        host.set(NOON.minus(Duration.ofHours(1)));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7));
    }

    @Test
    void takesTheMiddleOfTheRoundTripForTheTimeOfTheAnswer() {
        database.set(() -> answeredAfter(Duration.ofMillis(400)));

        clock.sample();

        assertThat(clock.instant()).isEqualTo(NOON.plusMillis(200));
    }

    @Test
    void leavesAnAnswerAloneThatTookTooLong() {
        clock.sample();
        database.set(() -> answeredAfter(Duration.ofSeconds(4)));

        clock.sample();

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(4));
    }

    private Instant answeredAfter(Duration time) {
        nanos.addAndGet(time.toNanos());
        return NOON;
    }

    @Test
    void countsOnWhileTheDatabaseIsAway() {
        clock.sample();
        database.set(() -> {
            throw new ConnectionException(new IllegalStateException("away"));
        });
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThatThrownBy(clock::sample).isInstanceOf(ConnectionException.class);
        clock.start();
        clock.stop();
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void warnsOnceOfAHostThatIsMoreThanFiveSecondsOff() {
        host.set(NOON.plusSeconds(5));
        clock.sample();
        assertThat(log.list).isEmpty();

        host.set(NOON.minusSeconds(6));
        clock.sample();
        clock.sample();

        assertThat(log.list).hasSize(1);
        assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(log.list.get(0).getFormattedMessage())
                .contains("-6000 ms ahead")
                .contains("NTP");
        host.set(NOON);
        clock.sample();
        host.set(NOON.plusSeconds(10));
        clock.sample();
        assertThat(log.list).hasSize(2);
    }

    @Test
    void saysWhenTheHostIsMoreThanAMinuteOff() {
        clock.sample();

        host.set(NOON.plusSeconds(60));
        assertThat(clock.isHostFarOff()).isFalse();
        host.set(NOON.plusMillis(60_001));
        assertThat(clock.isHostFarOff()).isTrue();
        host.set(NOON.minusMillis(60_001));
        assertThat(clock.isHostFarOff()).isTrue();
    }
}

package dev.latchkey.provider.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.TestClock;
import dev.latchkey.testing.Attack;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class GuessLimitTest {
    private static final Admission GRANTED = new Admission.Granted();

    private final TestClock clock = new TestClock();
    private final GuessLimit<String> limit = new GuessLimit<>(4, Duration.ofMinutes(15), clock);

    @Test
    void locksAfterTheWrongAttemptsThatAreAllowed() {
        guess(4);

        assertThat(limit.begin("one")).isEqualTo(new Admission.Locked(61));
        assertThat(limit.begin("another")).isEqualTo(GRANTED);
        clock.advance(Duration.ofSeconds(59));
        assertThat(limit.begin("one")).isEqualTo(new Admission.Locked(2));
        clock.advance(Duration.ofSeconds(1));
        assertThat(limit.begin("one")).isEqualTo(GRANTED);
    }

    @Test
    @Attack(85)
    void doublesTheLockAndHalvesTheAttemptsUpToTheLongest() {
        guess(4);
        for (int minutes : new int[] {1, 2, 4, 8, 15, 15, 15}) {
            assertThat(limit.begin("one")).isEqualTo(new Admission.Locked(minutes * 60 + 1));
            clock.advance(Duration.ofMinutes(minutes));
            guess(2);
        }
    }

    @Test
    void forgetsAfterAnHour() {
        guess(3);
        clock.advance(Duration.ofHours(1));

        guess(4);

        assertThat(limit.begin("one")).isInstanceOf(Admission.Locked.class);
    }

    @Test
    @Attack(84)
    void beginsNoMoreAtOnceThanMayBeWrong() {
        for (int i = 0; i < 4; i++) {
            assertThat(limit.begin("one")).isEqualTo(GRANTED);
        }
        assertThat(limit.begin("one")).isEqualTo(new Admission.Full());

        limit.wrong("one");
        assertThat(limit.begin("one")).isEqualTo(new Admission.Full());
        limit.uncounted("one");
        assertThat(limit.begin("one")).isEqualTo(GRANTED);
        limit.right("one");
        assertThat(limit.begin("one")).isEqualTo(GRANTED);
    }

    @Test
    void startsAnewAfterARightAttempt() {
        guess(3);
        assertThat(limit.begin("one")).isEqualTo(GRANTED);
        limit.right("one");

        guess(4);

        assertThat(limit.begin("one")).isEqualTo(new Admission.Locked(61));
    }

    @Test
    void endsALockThatAClockSetBackWouldMakeLonger() {
        clock.advance(Duration.ofDays(1));
        guess(4);
        clock.advance(Duration.ofDays(-1));

        assertThat(limit.begin("one")).isEqualTo(GRANTED);
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.begin("one")).isEqualTo(GRANTED);
            limit.wrong("one");
        }
    }
}

package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.DatabaseClock;
import dev.latchkey.provider.TestClock;
import dev.latchkey.testing.Attack;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClockHealthCheckTest {
    private final TestClock host = new TestClock();
    private final Instant databaseTime = host.instant();
    private final DatabaseClock clock = new DatabaseClock(() -> databaseTime, host, () -> 0);
    private final ClockHealthCheck check = new ClockHealthCheck(clock);

    @Test
    @Attack(294)
    void isRedWhileTheHostIsMoreThanAMinuteOff() {
        clock.sample();
        host.advance(Duration.ofSeconds(60));
        assertThat(check.check().isHealthy()).isTrue();

        host.advance(Duration.ofSeconds(1));
        assertThat(check.check().isHealthy()).isFalse();
        assertThat(check.check().getMessage()).contains("61 s apart").contains("NTP");

        host.advance(Duration.ofSeconds(-122));
        assertThat(check.check().isHealthy()).isFalse();
        host.advance(Duration.ofSeconds(61));
        assertThat(check.check().isHealthy()).isTrue();
    }
}

package dev.latchkey.provider.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CreationLimitTest {
    private final TestClock clock = new TestClock();
    private final CreationLimit<String> limit = new CreationLimit<>(2, Duration.ofMinutes(1), clock);

    @Test
    void allowsSoManyInALifetime() {
        assertThat(limit.take("one")).isZero();
        assertThat(limit.take("one")).isZero();
        clock.advance(Duration.ofSeconds(20));

        assertThat(limit.take("one")).isEqualTo(41);
        assertThat(limit.take("another")).isZero();
        clock.advance(Duration.ofSeconds(40));
        assertThat(limit.take("one")).isZero();
    }
}

package dev.latchkey.provider.status;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RevocationViewTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final RevocationView view = new RevocationView(new MemoryStatusStore(), nanos::get);

    @Test
    void isNotRecentBeforeItWasRead() {
        assertThatThrownBy(view::requireRecent).isInstanceOf(StatusBusyException.class);
    }

    @Test
    void isRecentForTenSecondsHoweverTheClockIsSet() {
        view.read(NOW, NOW);

        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThatCode(view::requireRecent).doesNotThrowAnyException();
        nanos.incrementAndGet();

        assertThatThrownBy(view::requireRecent).isInstanceOf(StatusBusyException.class);
        view.read(NOW.minus(Duration.ofHours(1)), NOW.minus(Duration.ofHours(1)));
        assertThatCode(view::requireRecent).doesNotThrowAnyException();
    }
}

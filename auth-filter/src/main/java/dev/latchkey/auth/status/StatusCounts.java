package dev.latchkey.auth.status;

import java.util.concurrent.atomic.LongAdder;

/** How often lists were fetched since the start. */
final class StatusCounts {
    private final LongAdder refreshes = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void refreshed() {
        refreshes.increment();
    }

    void failed() {
        failures.increment();
    }

    long refreshes() {
        return refreshes.sum();
    }

    long failures() {
        return failures.sum();
    }
}

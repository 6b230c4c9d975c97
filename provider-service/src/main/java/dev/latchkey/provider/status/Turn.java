package dev.latchkey.provider.status;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One at a time, and nobody waits long: whoever has the turn may be kept by the database for seconds. */
final class Turn {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Duration patience;

    Turn() {
        this(PATIENCE);
    }

    Turn(Duration patience) {
        this.patience = patience;
    }

    /** Waits for the turn, five seconds at most. Throws {@link StatusBusyException}. */
    void begin() {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static StatusBusyException busy() {
        return new StatusBusyException("The database takes too long to lease places in a status list.");
    }

    void end() {
        lock.unlock();
    }
}

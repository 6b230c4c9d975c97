package dev.latchkey.accounts.database;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.JdbiException;

/**
 * Notices a database that hangs: somebody was kept waiting in vain, and nobody else got an answer meanwhile. From then
 * on one request at a time tries it, and the others are refused at once rather than kept waiting, until one is answered.
 */
final class Silence {
    // Longer than a lost connection takes to be noticed, or a race to be lost.
    private static final Duration IN_VAIN = Duration.ofMillis(2_500);

    private final LongSupplier nanos;
    private final Runnable whenSilent;
    private final Semaphore tries = new Semaphore(1);
    private volatile boolean silent;
    private volatile long answeredAt;

    /** Goes by this monotonic clock, and has this done each time that the database has fallen silent. */
    Silence(LongSupplier nanos, Runnable whenSilent) {
        this.nanos = nanos;
        this.whenSilent = whenSilent;
        this.answeredAt = nanos.getAsLong() - 1;
    }

    /** Does the work; throws JdbiException at once where the database is silent and somebody else tries it. */
    <T, X extends Exception> T heed(Retries.Work<T, X> work) throws X {
        if (!silent) {
            return listen(work);
        }
        if (!tries.tryAcquire()) {
            throw DatabaseFaults.unanswered();
        }
        try {
            return listen(work);
        } finally {
            tries.release();
        }
    }

    /** Whether the last who waited did so in vain. */
    boolean isSilent() {
        return silent;
    }

    private <T, X extends Exception> T listen(Retries.Work<T, X> work) throws X {
        long begin = nanos.getAsLong();
        try {
            T result = work.run();
            hear();
            return result;
        } catch (JdbiException e) {
            if (isInVain(e, begin)) {
                silent = true;
                whenSilent.run();
            }
            throw e;
        }
    }

    private void hear() {
        answeredAt = nanos.getAsLong();
        if (silent) {
            silent = false;
        }
    }

    private boolean isInVain(JdbiException fault, long begin) {
        return DatabaseFaults.isLostConnection(fault)
                && nanos.getAsLong() - begin >= IN_VAIN.toNanos()
                && answeredAt - begin < 0;
    }
}

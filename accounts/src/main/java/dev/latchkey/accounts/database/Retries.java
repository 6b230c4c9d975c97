package dev.latchkey.accounts.database;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.JdbiException;

/**
 * Runs a piece of work again while the database reports faults that pass, with growing, random pauses. A database that
 * says nothing for long is no lost race: whoever asked is told rather than kept waiting.
 */
final class Retries {
    private static final int ATTEMPTS = 6;
    private static final int PATIENT_ATTEMPTS = 36;
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Retries() {}

    /** Work that may fail with the caller's own checked exception. */
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    static <T, X extends Exception> T run(Work<T, X> work) throws X {
        return run(System::nanoTime, work);
    }

    /** The same by another clock. */
    static <T, X extends Exception> T run(LongSupplier nanos, Work<T, X> work) throws X {
        long begin = nanos.getAsLong();
        return run(ATTEMPTS, work, () -> nanos.getAsLong() - begin < PATIENCE.toNanos());
    }

    /** The same for who can wait: about fifteen seconds on average before the last attempt. */
    static <T, X extends Exception> T runPatiently(Work<T, X> work) throws X {
        return run(PATIENT_ATTEMPTS, work, () -> true);
    }

    private static <T, X extends Exception> T run(int attempts, Work<T, X> work, BooleanSupplier mayGoOn) throws X {
        for (int attempt = 1; attempt < attempts; attempt++) {
            try {
                return work.run();
            } catch (JdbiException e) {
                if (!DatabaseFaults.isTransient(e) || !mayGoOn.getAsBoolean()) {
                    throw e;
                }
                pause(e, attempt);
            }
        }
        return work.run();
    }

    private static void pause(JdbiException fault, int attempt) {
        long longest = Math.min(LONGEST_PAUSE_MILLIS, (long) FIRST_PAUSE_MILLIS << attempt);
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault;
        }
    }
}

package dev.latchkey.accounts.database;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.JdbiException;

/** Runs a piece of work again while the database reports faults that pass, with growing, random pauses. */
final class Retries {
    private static final int ATTEMPTS = 6;
    private static final int PATIENT_ATTEMPTS = 18;
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private Retries() {}

    /** Work that may fail with the caller's own checked exception. */
    @FunctionalInterface
    interface Work<T, X extends Exception> {
        T run() throws X;
    }

    static <T, X extends Exception> T run(Work<T, X> work) throws X {
        return run(ATTEMPTS, work);
    }

    /** The same for who can wait: about six seconds on average before the last attempt. */
    static <T, X extends Exception> T runPatiently(Work<T, X> work) throws X {
        return run(PATIENT_ATTEMPTS, work);
    }

    private static <T, X extends Exception> T run(int attempts, Work<T, X> work) throws X {
        for (int attempt = 1; attempt < attempts; attempt++) {
            try {
                return work.run();
            } catch (JdbiException e) {
                pauseOrRethrow(e, attempt);
            }
        }
        return work.run();
    }

    private static void pauseOrRethrow(JdbiException fault, int attempt) {
        if (!DatabaseFaults.isTransient(fault)) {
            throw fault;
        }
        long longest = Math.min(LONGEST_PAUSE_MILLIS, (long) FIRST_PAUSE_MILLIS << attempt);
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(1, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fault;
        }
    }
}

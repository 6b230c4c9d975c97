package dev.latchkey.provider.app;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Passes on what is written in batches, a hundredth of a second later: one call of the system for all lines of that time,
 * and none by the threads that serve. Once the process ends, each line is passed on at once. Nothing is dropped: where
 * more is written than can be passed on, whoever writes waits.
 */
final class BatchedOutput extends OutputStream {
    private static final Duration DELAY = Duration.ofMillis(10);
    private static final int MOST_BYTES = 1 << 20;

    private final PrintStream target;
    private final Thread atEnd = new Thread(this::passOnAtOnce, "log-end");
    // Held while a batch is passed on, so that they stay in order; taken before the other one.
    private final Lock passing = new ReentrantLock();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean atOnce;

    private BatchedOutput(PrintStream target) {
        this.target = target;
    }

    /** An output to {@code target}, which stays open. */
    static BatchedOutput to(PrintStream target) {
        BatchedOutput output = new BatchedOutput(target);
        Runtime.getRuntime().addShutdownHook(output.atEnd);
        Thread writer = new Thread(output::passOnInBatches, "log-writer");
        writer.setDaemon(true);
        writer.start();
        return output;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (isUrgent(bytes, from, length)) {
            flush();
        }
    }

    private boolean isUrgent(byte[] bytes, int from, int length) {
        lock.lock();
        try {
            while (pending.size() >= MOST_BYTES && !atOnce) {
                room.awaitUninterruptibly();
            }
            if (pending.size() == 0) {
                changed.signal();
            }
            pending.write(bytes, from, length);
            return atOnce;
        } finally {
            lock.unlock();
        }
    }

    /** Passes on what there is. */
    @Override
    public void flush() {
        passing.lock();
        try {
            byte[] batch = taken();
            target.write(batch, 0, batch.length);
            target.flush();
        } finally {
            passing.unlock();
        }
    }

    private byte[] taken() {
        lock.lock();
        try {
            byte[] batch = pending.toByteArray();
            pending.reset();
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void passOnInBatches() {
        try {
            while (isBatchToCome()) {
                flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            // Without this thread nobody else would.
            passOnAtOnce();
        }
    }

    private boolean isBatchToCome() throws InterruptedException {
        lock.lock();
        try {
            while (pending.size() == 0 && !atOnce) {
                changed.await();
            }
            // More lines gather meanwhile.
            long left = DELAY.toNanos();
            while (left > 0 && !atOnce) {
                left = changed.awaitNanos(left);
            }
            return !atOnce;
        } finally {
            lock.unlock();
        }
    }

    private void passOnAtOnce() {
        lock.lock();
        try {
            atOnce = true;
            changed.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        flush();
    }

    /** Passes on what there is, and from then on everything at once. */
    @Override
    public void close() {
        passOnAtOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The process is ending: the hook runs, or has run.
        }
    }
}

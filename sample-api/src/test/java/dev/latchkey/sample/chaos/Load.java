package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Callers that call again and again until it is closed, each with a pause between two calls. */
final class Load implements AutoCloseable {
    private final ExecutorService threads;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Duration pause;
    private volatile boolean over;

    private Load(int callers, Duration pause) {
        this.threads = Executors.newFixedThreadPool(callers);
        this.pause = pause;
    }

    /** Starts as many callers; each is handed its number at each call. */
    static Load of(int callers, Duration pause, IntFunction<Reply> call) {
        Load load = new Load(callers, pause);
        for (int i = 0; i < callers; i++) {
            int number = i;
            load.threads.execute(() -> load.callOn(number, call));
        }
        return load;
    }

    private void callOn(int number, IntFunction<Reply> call) {
        while (!over) {
            replies.add(call.apply(number));
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** How many answers there were up to now. */
    int count() {
        return replies.size();
    }

    /** What came back so far. */
    List<Reply> replies() {
        return new ArrayList<>(replies);
    }

    /** Forgets what came back so far, and returns it. */
    List<Reply> take() {
        List<Reply> taken = new ArrayList<>();
        for (Reply reply = replies.poll(); reply != null; reply = replies.poll()) {
            taken.add(reply);
        }
        return taken;
    }

    static long count(Collection<Reply> replies, Predicate<Reply> condition) {
        return replies.stream().filter(condition).count();
    }

    static Duration longest(Collection<Reply> replies) {
        return replies.stream().map(Reply::took).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Ends the callers once their calls are answered. */
    @Override
    public void close() {
        over = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
                throw new AssertionError("A call was not answered within a minute.");
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}

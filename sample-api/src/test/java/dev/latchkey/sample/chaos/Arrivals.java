package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Requests that come at a rate, whether or not earlier ones have been answered: as those of many strangers do. */
final class Arrivals {
    private final double perSecond;
    private final Supplier<CompletableFuture<Reply>> call;

    Arrivals(double perSecond, Supplier<CompletableFuture<Reply>> call) {
        this.perSecond = perSecond;
        this.call = call;
    }

    /** Sends for that long, and returns all answers once they are there. */
    List<Reply> during(Duration time) {
        List<CompletableFuture<Reply>> sent = new ArrayList<>();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            sendUpTo((int) (seconds * perSecond), sent);
            LockSupport.parkNanos(1_000_000);
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    private void sendUpTo(int due, List<CompletableFuture<Reply>> sent) {
        while (sent.size() < due) {
            sent.add(call.get());
        }
    }
}

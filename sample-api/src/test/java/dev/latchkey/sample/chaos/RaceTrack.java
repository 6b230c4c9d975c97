package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Runs races at two providers and counts what came of them. */
final class RaceTrack implements AutoCloseable {
    private static final int FEW = 2;
    private static final int MANY = 50;
    private static final int BETWEEN_MANY = 100;
    private static final int SHOWN = 3;

    private final List<Caller> providers;
    private final long end;
    private final long begin = System.nanoTime();
    private final ExecutorService contenders = Executors.newCachedThreadPool();
    private final Map<String, LongAdder> races = new ConcurrentHashMap<>();
    private final LongAdder comeAgain = new LongAdder();
    private final LongAdder faults = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder doubles = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();

    /** A track that starts no race later than that. */
    RaceTrack(List<Caller> providers, Duration longest) {
        this.providers = providers;
        this.end = begin + longest.toNanos();
    }

    /** Runs so many races for prizes of one kind, one after the other; false when time was up before. */
    boolean run(String kind, Prize prize, int count) throws Exception {
        LongAdder run = races.computeIfAbsent(kind, unknown -> new LongAdder());
        for (int i = 0; i < count; i++) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            List<Reply> replies = race(prize.next(), i % BETWEEN_MANY == 0 ? MANY : FEW);
            run.increment();
            judge(kind, prize, replies);
        }
        return true;
    }

    private List<Reply> race(Function<Caller, Reply> attempt, int many) throws Exception {
        CountDownLatch all = new CountDownLatch(many);
        List<Future<Reply>> running = IntStream.range(0, many)
                .mapToObj(i -> contenders.submit(() -> {
                    all.countDown();
                    all.await();
                    return attempt.apply(providers.get(i % providers.size()));
                }))
                .toList();
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> reply : running) {
            replies.add(reply.get());
        }
        return replies;
    }

    private void judge(String kind, Prize prize, List<Reply> replies) {
        requests.add(replies.size());
        comeAgain.add(Load.count(replies, Reply::isComeAgain));
        List<Reply> wrong = replies.stream()
                .filter(reply -> !reply.isComeAgain() && (reply.status() == Reply.NONE || reply.status() >= 500))
                .toList();
        faults.add(wrong.size());
        long winners = prize.winners(replies);
        if (winners > 1) {
            doubles.increment();
        }
        if (winners == 0) {
            losses.increment();
        }
        if (winners != 1 || !wrong.isEmpty()) {
            odd.add(kind + " won by " + winners + " "
                    + replies.stream().map(Reply::status).distinct().toList());
        }
    }

    /** What was seen, when so many races were wanted. */
    Finding finding(int wanted) {
        long all = races.values().stream().mapToLong(LongAdder::sum).sum();
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        return new Finding(
                "what is good once is good once among two providers: of 2 contenders, or 50 in each hundredth race, one"
                        + " gets it, and none a 5xx",
                all + " races " + new TreeMap<>(races) + " with " + requests + " requests in " + seconds + " s, "
                        + doubles + " double spends, " + losses + " won by nobody, " + faults + " answers 5xx or none, "
                        + comeAgain
                        + " answers 503 with Retry-After "
                        + odd.stream().limit(SHOWN).toList(),
                doubles.sum() == 0 && faults.sum() == 0,
                comeAgain.sum() == 0 && losses.sum() == 0 && all >= wanted);
    }

    @Override
    public void close() {
        contenders.shutdownNow();
    }
}

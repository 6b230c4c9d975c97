package dev.latchkey.sample.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Twice as many requests as the provider can serve. What it can serve is measured first, by as many callers as keep it
 * busy, each of whom waits for its answer; the overload then waits for none.
 */
final class Overload implements Fault {
    private static final int CALLERS = 64;
    // Until the code is compiled the rate goes on rising.
    private static final Duration WARM = Duration.ofSeconds(40);
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration OVERLOADED = Duration.ofSeconds(20);
    // What turns requests away is compiled by then, and the callers' connections are open.
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration SERVED = Duration.ofSeconds(2);
    private static final Duration REFUSED = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(1);
    private static final Duration RECOVERED = Duration.ofSeconds(2);
    // What is turned away costs a third of what is served, and whoever asks has half of the processors.
    private static final double GOODPUT = 1.0 / 3;
    private static final double BACK = 0.7;
    // A caller that has 10,000 requests under way sends no more; what it sends must be an overload all the same.
    private static final double SENT = 1.5;
    private static final long MEMORY = 512;

    /** What was seen while there was too much to do. */
    private record Seen(List<Reply> answers, List<Reply> reads, long memory) {}

    @Override
    public Finding happen(Ground ground) throws Exception {
        String request = RawRequest.token(ground.service(), "grant_type", "client_credentials");
        try (ServerJar provider = ground.provider(0).ready();
                Flood flood = new Flood(provider.port(), () -> request)) {
            Caller caller = provider.caller();
            flood.during(WARM, Pace.callers(CALLERS));
            double capacity = perSecond(flood);
            long before = provider.residentMegabytes();
            Seen seen = overload(flood, provider, 2 * capacity);
            long ended = System.nanoTime();
            Patience.await("an answer after the overload")
                    .until(() -> token(ground, caller).isGood());
            Duration recovery = Duration.ofNanos(System.nanoTime() - ended);
            return finding(capacity, seen, before, recovery, perSecond(flood));
        }
    }

    private static Seen overload(Flood flood, ServerJar provider, double perSecond) throws Exception {
        Caller reader = provider.caller();
        Load keys = Load.of(1, Duration.ofMillis(50), number -> reader.get("/o/.well-known/jwks.json"));
        MemoryWatch memory = MemoryWatch.over(provider);
        try (keys;
                memory) {
            flood.during(FIRST, Pace.arriving(perSecond));
            keys.take();
            List<Reply> answers = flood.during(OVERLOADED, Pace.arriving(perSecond));
            return new Seen(answers, keys.take(), memory.most());
        }
    }

    private static Reply token(Ground ground, Caller caller) {
        return caller.token(ground.service(), "grant_type", "client_credentials");
    }

    private static double perSecond(Flood flood) throws IOException {
        return Load.count(flood.during(MEASURED, Pace.callers(CALLERS)), Reply::isGood) / (double) MEASURED.toSeconds();
    }

    private static Finding finding(double capacity, Seen seen, long before, Duration recovery, double after) {
        List<Reply> served = seen.answers().stream().filter(Reply::isGood).toList();
        List<Reply> refused = seen.answers().stream().filter(Reply::isComeAgain).toList();
        long unsent = Load.count(seen.answers(), Flood::isUnsent);
        long wrong = (long) seen.answers().size() - served.size() - refused.size() - unsent;
        long twice = served.size() - distinctTokens(served);
        long unread = Load.count(seen.reads(), reply -> !reply.isGood());
        double goodput = served.size() / (double) OVERLOADED.toSeconds() / capacity;
        Timing answers = Timing.of(served);
        Timing refusals = Timing.of(refused);
        Timing reads = Timing.of(seen.reads());
        return new Finding(
                "at twice the capacity the answers stay right and a third of the capacity is served at least, within "
                        + SERVED.toSeconds() + " s (p99), the others get 503 with Retry-After within "
                        + REFUSED.toSeconds() + " s (p99), keys are served within " + READ.toSeconds()
                        + " s (p99), memory stays below " + MEMORY + " MiB, and the rate is back at once",
                "capacity " + Math.round(capacity) + " a second; of "
                        + seen.answers().size() + " requests "
                        + served.size() + " served (" + Timing.shown(goodput) + " of the capacity, " + answers + "), "
                        + refused.size() + " answered 503 (" + refusals + "), " + wrong + " otherwise "
                        + reasons(seen.answers()) + ", " + unsent + " not sent for want of connections, " + twice
                        + " tokens twice; " + unread + " of " + seen.reads().size() + " reads of the keys failed ("
                        + reads + "); " + before + " MiB before, " + seen.memory() + " at most; first token after "
                        + recovery.toMillis() + " ms, then " + Timing.shown(after / capacity) + " of the capacity",
                wrong == 0 && twice == 0 && unread == 0 && !refused.isEmpty(),
                answers.p99().compareTo(SERVED) <= 0
                        && refusals.p99().compareTo(REFUSED) <= 0
                        && reads.p99().compareTo(READ) <= 0
                        && recovery.compareTo(RECOVERED) <= 0
                        && goodput >= GOODPUT
                        && seen.answers().size() - unsent >= SENT * OVERLOADED.toSeconds() * capacity
                        && after >= BACK * capacity
                        && seen.memory() <= MEMORY);
    }

    private static Map<String, Long> reasons(Collection<Reply> answers) {
        return answers.stream()
                .filter(reply -> !reply.isGood() && !reply.isComeAgain() && !Flood.isUnsent(reply))
                .collect(Collectors.groupingBy(
                        reply -> reply.status() + " " + reply.body(), TreeMap::new, Collectors.counting()));
    }

    private static long distinctTokens(Collection<Reply> served) {
        return served.stream()
                .map(reply -> reply.text("access_token"))
                .distinct()
                .count();
    }
}

package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.List;

/** The database hangs: connections stay open and nothing answers. What needs no database must not notice. */
final class DatabaseFrozen implements Fault {
    private static final Duration FREEZE = Duration.ofSeconds(15);
    private static final Duration ANSWERED = Duration.ofSeconds(3);
    // What the pool's connections were doing when it began, and what they try next.
    private static final Duration GIVEN_UP = Duration.ofSeconds(13);
    private static final int CONNECTIONS = 16;
    private static final Duration UNAFFECTED = Duration.ofSeconds(1);
    private static final Duration RECOVERED = Duration.ofSeconds(2);

    private final int writers;

    DatabaseFrozen(int writers) {
        this.writers = writers;
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar provider = ground.provider(0).ready()) {
            return during(ground, provider);
        }
    }

    private Finding during(Ground ground, ServerJar provider) throws Exception {
        Caller caller = provider.caller();
        Load writes = Load.of(
                writers,
                Duration.ofMillis(20),
                number -> caller.token(ground.service(), "grant_type", "client_credentials"));
        Load reads = Load.of(
                2,
                Duration.ofMillis(20),
                number -> caller.get(
                        number == 0 ? "/o/.well-known/jwks.json" : "/o/.well-known/oauth-authorization-server"));
        Duration recovery;
        try (writes;
                reads) {
            Patience.await("writes").until(() -> Load.count(writes.replies(), Reply::isGood) > 100);
            ground.database().freeze();
            writes.take();
            reads.take();
            Patience.await("the end of the freeze")
                    .pollDelay(FREEZE)
                    .atMost(FREEZE.multipliedBy(2))
                    .until(() -> true);
            ground.database().thaw();
            long back = System.nanoTime();
            int earlier = writes.count();
            Patience.await("an answer once the database is back")
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> writes.replies().stream().skip(earlier).anyMatch(Reply::isGood));
            recovery = Duration.ofNanos(System.nanoTime() - back);
        }
        return finding(writes.replies(), reads.replies(), recovery);
    }

    private Finding finding(List<Reply> writes, List<Reply> reads, Duration recovery) {
        long wrong = Load.count(writes, reply -> !reply.isGood() && !reply.isComeAgain());
        long unread = Load.count(reads, reply -> !reply.isGood());
        Duration slowest = Load.longest(writes);
        long slow = Load.count(writes, reply -> reply.took().compareTo(ANSWERED) > 0);
        Duration slowestRead = Load.longest(reads);
        return new Finding(
                "a database that hangs for " + FREEZE.toSeconds() + " s under " + writers
                        + " writers is answered 503 with Retry-After within 3 s, but for those on the pool's "
                        + CONNECTIONS
                        + " connections within 13 s; keys and metadata are served within 1 s",
                Load.count(writes, Reply::isComeAgain) + " answers 503, " + wrong + " of " + writes.size()
                        + " neither 200 nor 503 with Retry-After, " + slow + " later than 3 s, slowest "
                        + slowest.toMillis() + " ms; " + unread
                        + " of " + reads.size() + " reads failed, slowest " + slowestRead.toMillis()
                        + " ms; used again after " + recovery.toMillis() + " ms",
                wrong == 0 && unread == 0,
                slowest.compareTo(GIVEN_UP) <= 0
                        && slow <= 3 * CONNECTIONS
                        && slowestRead.compareTo(UNAFFECTED) <= 0
                        && recovery.compareTo(RECOVERED) <= 0);
    }
}

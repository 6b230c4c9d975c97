package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The database is killed ({@code kill -9}) while clients write, and started again, so many times. */
final class DatabaseKilled implements Fault {
    private static final int CALLERS = 12;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration ANSWERED = Duration.ofSeconds(3);
    private static final Duration RECOVERED = Duration.ofSeconds(2);

    private final int kills;

    DatabaseKilled(int kills) {
        this.kills = kills;
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar provider = ground.provider(0).ready()) {
            return during(ground, provider.caller());
        }
    }

    private Finding during(Ground ground, Caller provider) throws Exception {
        Ledger ledger = Ledger.open(ground, provider);
        List<Duration> recoveries = new ArrayList<>();
        Load load = Load.of(CALLERS, PAUSE, number -> ledger.write(provider, number));
        try (load) {
            for (int i = 0; i < kills; i++) {
                recoveries.add(once(ground, load));
            }
        }
        return finding(ledger, ledger.lost(provider), load.replies(), recoveries);
    }

    private static Duration once(Ground ground, Load load) throws Exception {
        int before = load.count();
        Patience.await("writes").until(() -> load.count() > before + 100);
        ground.database().kill();
        int refused = load.count();
        Patience.await("refusals").until(() -> load.count() > refused + 50);
        ground.database().start();
        long back = System.nanoTime();
        int earlier = load.count();
        Patience.await("an answer once the database is back")
                .pollInterval(Duration.ofMillis(5))
                .until(() -> load.replies().stream().skip(earlier + CALLERS).anyMatch(Reply::isGood));
        return Duration.ofNanos(System.nanoTime() - back);
    }

    private Finding finding(Ledger ledger, long lost, List<Reply> replies, List<Duration> recoveries) {
        List<Reply> wrong = replies.stream()
                .filter(reply -> !reply.isGood() && !reply.isComeAgain())
                .toList();
        Duration slowest = Load.longest(replies);
        Duration recovery = recoveries.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        String first = wrong.isEmpty() ? "" : ", the first: " + wrong.get(0);
        return new Finding(
                "the database killed " + kills + " times loses no answered write, is answered 503 with Retry-After"
                        + " within 3 s, and is used again within 2 s of its return",
                lost + " of " + ledger.written() + " writes lost, " + wrong.size() + " of " + replies.size()
                        + " answers neither 200 nor 503 with Retry-After, slowest answer " + slowest.toMillis()
                        + " ms, slowest return " + recovery.toMillis() + " ms" + first,
                lost == 0 && wrong.isEmpty(),
                slowest.compareTo(ANSWERED) <= 0 && recovery.compareTo(RECOVERED) <= 0);
    }
}

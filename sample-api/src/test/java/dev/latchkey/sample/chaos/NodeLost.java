package dev.latchkey.sample.chaos;

import dev.latchkey.testing.GaleraCluster;
import java.time.Duration;
import java.util.List;

/** Each node of a Galera cluster is killed in turn while clients write at two providers, and comes back. */
final class NodeLost implements Fault {
    private static final int CALLERS = 12;
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration STALL = Duration.ofSeconds(10);

    @Override
    public Ground ground(String name) throws Exception {
        return Ground.over(name, GaleraCluster.start());
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (ServerJar one = ground.provider(0).ready();
                ServerJar other = ground.provider(1).ready()) {
            List<Caller> providers =
                    List.of(one.caller().patient(), other.caller().patient());
            Ledger ledger = Ledger.open(ground, providers.get(0));
            Load load =
                    Load.of(CALLERS, PAUSE, number -> ledger.write(providers.get(number % providers.size()), number));
            try (load) {
                for (int node = 0; node < GaleraCluster.NODES; node++) {
                    loseAndRegain(ground.cluster(), node, load);
                }
            }
            return finding(ledger, ledger.lost(providers.get(1)), load.replies());
        }
    }

    private static void loseAndRegain(GaleraCluster cluster, int node, Load load) throws Exception {
        int before = load.count();
        Patience.await("writes").until(() -> load.count() > before + 200);
        cluster.kill(node);
        int lost = load.count();
        Patience.await("writes without a node").until(() -> load.count() > lost + 200);
        cluster.startAgain(node);
    }

    private static Finding finding(Ledger ledger, long lost, List<Reply> replies) {
        List<Reply> failed = replies.stream().filter(reply -> !reply.isGood()).toList();
        Duration slowest = Load.longest(replies);
        String first = failed.isEmpty() ? "" : ", the first: " + failed.get(0);
        return new Finding(
                "each of three Galera nodes killed in turn under " + CALLERS + " writers at two providers: no request"
                        + " fails that is sent once more where it was told to, none takes longer than 10 s, no write is"
                        + " lost",
                failed.size() + " of " + replies.size() + " requests failed, slowest " + slowest.toMillis() + " ms, "
                        + lost + " of " + ledger.written() + " writes lost" + first,
                failed.isEmpty() && lost == 0,
                slowest.compareTo(STALL) <= 0);
    }
}

package dev.latchkey.sample.chaos;

import java.time.Duration;
import java.util.List;

/** Two providers behind haproxy are restarted in turn (SIGTERM) while clients call. */
final class RollingRestarts implements Fault {
    private static final int CALLERS = 8;
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final int restarts;

    RollingRestarts(int restarts) {
        this.restarts = restarts;
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        try (Balancer balancer = Balancer.start(ground.directory(), ground.port(0), ground.port(1), ground.port(2))) {
            return during(ground, balancer.caller());
        }
    }

    private Finding during(Ground ground, Caller web) throws Exception {
        ServerJar[] nodes = {ground.provider(1).ready(), ground.provider(2).ready()};
        try {
            Patience.await("the balancer")
                    .until(() -> web.get("/o/.well-known/jwks.json").isGood());
            Ledger ledger = Ledger.open(ground, web);
            Load load = Load.of(CALLERS, PAUSE, number -> ledger.write(web, number));
            try (load) {
                for (int i = 0; i < restarts; i++) {
                    nodes[i % 2] = restarted(ground, nodes[i % 2], i % 2 + 1);
                    awaitTraffic(nodes[i % 2]);
                }
            }
            return finding(load.replies(), ledger.lost(web));
        } finally {
            nodes[0].kill();
            nodes[1].kill();
        }
    }

    private static ServerJar restarted(Ground ground, ServerJar node, int number) throws Exception {
        node.terminate();
        node.awaitEnd();
        return ground.provider(number).ready();
    }

    // Whoever restarts servers in turn waits until the balancer knows the last one.
    private static void awaitTraffic(ServerJar node) {
        int before = requests(node);
        Patience.await("the balancer to use " + node.port()).until(() -> requests(node) > before + 20);
    }

    private static int requests(ServerJar node) {
        return node.text().split("\"POST /o/token/", -1).length;
    }

    private Finding finding(List<Reply> replies, long lost) {
        List<Reply> failed = replies.stream().filter(reply -> !reply.isGood()).toList();
        String first = failed.isEmpty() ? "" : ", the first: " + failed.get(0);
        return new Finding(
                restarts + " rolling restarts of two providers behind haproxy fail no request",
                failed.size() + " of " + replies.size() + " requests failed, " + lost + " writes lost" + first,
                failed.isEmpty() && lost == 0,
                true);
    }
}

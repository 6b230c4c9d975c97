package dev.latchkey.sample.chaos;

import dev.latchkey.testing.GaleraCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two of three Galera nodes are killed right after tokens were revoked, and come back; then all three at once; then both
 * providers. What was revoked stays so, and the node that is left alone tells nothing.
 */
final class QuorumLost implements Fault {
    private static final Duration OUTAGE = Duration.ofSeconds(20);

    @Override
    public Ground ground(String name) throws Exception {
        return Ground.over(name, GaleraCluster.start());
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        RevokedTokens tokens = new RevokedTokens(ground);
        List<Reply> meanwhile = new ArrayList<>();
        try (ServerJar one = ground.provider(0).ready();
                ServerJar other = ground.provider(1).ready()) {
            List<Caller> providers = List.of(one.caller(), other.caller());
            meanwhile.addAll(loseQuorum(ground, tokens, providers));
            tokens.judgeAll(providers, "after the nodes came back");
            loseAll(ground.cluster(), providers, tokens);
            tokens.judgeAll(providers, "after the cluster came back");
        }
        try (ServerJar one = ground.provider(0).ready();
                ServerJar other = ground.provider(1).ready()) {
            tokens.judgeAll(List.of(one.caller(), other.caller()), "after the providers came back");
        }
        return finding(tokens, meanwhile);
    }

    private static List<Reply> loseQuorum(Ground ground, RevokedTokens tokens, List<Caller> providers)
            throws Exception {
        tokens.revokeAt(providers.get(0));
        ground.cluster().kill(0);
        ground.cluster().kill(1);
        List<Reply> replies = new ArrayList<>();
        long end = System.nanoTime() + OUTAGE.toNanos();
        while (System.nanoTime() - end < 0) {
            replies.addAll(tokens.askAll(providers));
            providers.forEach(
                    provider -> replies.add(provider.token(ground.service(), "grant_type", "client_credentials")));
        }
        ground.cluster().startAgain(0, 1);
        tokens.awaitService(providers);
        return replies;
    }

    private static void loseAll(GaleraCluster cluster, List<Caller> providers, RevokedTokens tokens) throws Exception {
        for (int node = 0; node < GaleraCluster.NODES; node++) {
            cluster.kill(node);
        }
        cluster.startAgain(0, 1, 2);
        tokens.awaitService(providers);
    }

    private static Finding finding(RevokedTokens tokens, List<Reply> meanwhile) {
        long inactive = Load.count(meanwhile, reply -> reply.text("active").equals("false"));
        long comeAgain = Load.count(meanwhile, Reply::isComeAgain);
        long wrong = meanwhile.size() - inactive - comeAgain;
        Duration slowest = Load.longest(meanwhile);
        return new Finding(
                "two of three Galera nodes killed: 503 with Retry-After or, of a revoked token, that it is not active; what was revoked"
                        + " stays so when they are back, when the whole cluster was killed, and when the providers were",
                meanwhile.size() + " answers without a quorum, " + comeAgain + " of them 503 with Retry-After, "
                        + inactive
                        + " 'not active', " + wrong + " others, slowest "
                        + slowest.toMillis() + " ms; " + tokens.asked() + " questions about revoked tokens, "
                        + tokens.breaches().size() + " answered wrongly " + tokens.breaches(),
                wrong == 0 && tokens.breaches().isEmpty(),
                true);
    }
}

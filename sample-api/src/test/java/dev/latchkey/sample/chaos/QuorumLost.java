package dev.latchkey.sample.chaos;

import dev.latchkey.testing.GaleraCluster;
import java.time.Duration;
import java.util.List;

/**
 * Two of three Galera nodes are killed right after grants and opaque tokens were revoked, and come back; then all three
 * at once; then both providers. What was revoked stays so, and a provider without a quorum says only what it knows.
 */
final class QuorumLost implements Fault {
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    @Override
    public Ground ground(String name) throws Exception {
        return Ground.over(name, GaleraCluster.start());
    }

    @Override
    public Finding happen(Ground ground) throws Exception {
        RevokedTokens tokens = new RevokedTokens(ground);
        LoneAnswers meanwhile;
        try (ServerJar one = ground.provider(0).ready();
                ServerJar other = ground.provider(1).ready()) {
            List<Caller> providers = List.of(one.caller(), other.caller());
            meanwhile = loseQuorum(ground, tokens, providers);
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

    private static LoneAnswers loseQuorum(Ground ground, RevokedTokens tokens, List<Caller> providers)
            throws Exception {
        tokens.revokeAt(providers);
        ground.cluster().kill(0);
        ground.cluster().kill(1);
        LoneAnswers answers = new LoneAnswers();
        while (answers.age().compareTo(OUTAGE) < 0) {
            tokens.askAll(providers, answers);
            providers.forEach(provider -> answers.take(
                    LoneAnswers.Truth.UNKNOWN,
                    () -> provider.token(ground.service(), "grant_type", "client_credentials")));
        }
        ground.cluster().startAgain(0, 1);
        tokens.awaitService(providers);
        return answers;
    }

    private static void loseAll(GaleraCluster cluster, List<Caller> providers, RevokedTokens tokens) throws Exception {
        for (int node = 0; node < GaleraCluster.NODES; node++) {
            cluster.kill(node);
        }
        cluster.startAgain(0, 1, 2);
        tokens.awaitService(providers);
    }

    private static Finding finding(RevokedTokens tokens, LoneAnswers meanwhile) {
        return new Finding(
                "two of three Galera nodes killed: 503 with Retry-After, within 3 s once the nodes have missed each other, but"
                        + " for what a provider knows by itself; what was revoked stays so when they are back, when the"
                        + " whole cluster was killed, and when the providers were",
                meanwhile.figure() + "; " + tokens.asked() + " questions about revoked tokens, "
                        + tokens.breaches().size() + " answered wrongly " + tokens.breaches(),
                meanwhile.areRight() && tokens.breaches().isEmpty(),
                meanwhile.areInTime());
    }
}

package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.database.Grants;
import dev.latchkey.benchmarks.load.Request;
import dev.latchkey.benchmarks.load.Traffic;
import java.util.SplittableRandom;

/** Introspects the opaque access tokens of grants at random. */
final class IntrospectionTraffic implements Traffic {
    private static final long SEED = 7662;

    private final Grants grants;
    private final String authorization;
    private final SplittableRandom random = new SplittableRandom(SEED);

    IntrospectionTraffic(Grants grants, Registered client) {
        this.grants = grants;
        this.authorization = client.authorization();
    }

    @Override
    public byte[] next(int connection) {
        int number = 2 * (1 + random.nextInt(grants.count() / 2));
        return Request.post(Installation.introspectionPath(), authorization, "token=" + grants.accessToken(number));
    }
}

package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.database.Grants;
import dev.latchkey.benchmarks.load.Request;
import dev.latchkey.benchmarks.load.Traffic;
import java.util.SplittableRandom;

/** Refreshes grants at random; each connection has grants of its own, and each refresh token is used once. */
final class RefreshTraffic implements Traffic {
    private static final long SEED = 6749;

    private final Grants grants;
    private final String authorization;
    private final int[] current;
    private final SplittableRandom random = new SplittableRandom(SEED);

    RefreshTraffic(Grants grants, Registered client, int connections) {
        this.grants = grants;
        this.authorization = client.authorization();
        this.current = new int[connections];
    }

    @Override
    public byte[] next(int connection) {
        int number = number(connection);
        current[connection] = number;
        return Request.post(
                Installation.tokenPath(),
                authorization,
                "grant_type=refresh_token&refresh_token=" + grants.refreshToken(number));
    }

    @Override
    public void answered(int connection) {
        grants.refreshed(current[connection]);
    }

    // Odd numbers only, and for each connection others.
    private int number(int connection) {
        int each = grants.count() / 2 / current.length;
        return 2 * (random.nextInt(each) * current.length + connection) + 1;
    }
}

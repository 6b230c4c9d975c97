package dev.latchkey.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.benchmarks.database.Grants;
import dev.latchkey.benchmarks.report.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Two provider processes on one database get the same refresh token at the same moment: both must give the same
 * successor, and the grant must have gone on by one.
 */
final class ExactlyOnce {
    private static final int RACES = 100;

    private final Grants grants;
    private final TokenClient first;
    private final TokenClient second;

    ExactlyOnce(Grants grants, TokenClient first, TokenClient second) {
        this.grants = grants;
        this.first = first;
        this.second = second;
    }

    /** How many of the races ended well. */
    Outcome run() {
        long good = IntStream.range(0, RACES).filter(this::isRefreshedOnce).count();
        return Outcome.atLeast("exactly-once-refreshes", (double) good, RACES);
    }

    private boolean isRefreshedOnce(int race) {
        int number = 2 * race + 1;
        String form = "grant_type=refresh_token&refresh_token=" + grants.refreshToken(number);
        CompletableFuture<JsonNode> other = CompletableFuture.supplyAsync(() -> second.ask(form));
        String one = first.ask(form).path("refresh_token").asText();
        String two = other.join().path("refresh_token").asText();
        grants.refreshed(number);
        return one.equals(two) && one.equals(grants.refreshToken(number));
    }
}

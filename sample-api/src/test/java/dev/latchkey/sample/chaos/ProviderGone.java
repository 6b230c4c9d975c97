package dev.latchkey.sample.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The provider is killed while an API goes on, which is restarted meanwhile with its copies on disk. */
final class ProviderGone implements Fault {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration REFRESH = Duration.ofSeconds(3);
    private static final Duration HEALED = Duration.ofSeconds(5);
    private static final int API = 2;

    @Override
    public Finding happen(Ground ground) throws Exception {
        String token;
        Caller api = new Caller(ground.port(API));
        Path copies = Files.createTempDirectory(ground.directory(), "copies");
        ServerJar guarded;
        long gone;
        try (ServerJar provider = ground.provider(0).ready()) {
            guarded = api(ground, copies).ready();
            token = provider.caller()
                    .token(ground.web(), "grant_type", "password", "username", Ground.USER, "password", Ground.PASSWORD)
                    .text("access_token");
            Patience.await("the API").until(() -> api.get("/users/", token).isGood());
            provider.kill();
            gone = System.nanoTime();
        }
        Reply without = api.get("/users/", token);
        Reply forged = api.get("/users/", forged(token));
        guarded.kill();
        guarded = api(ground, copies).answering();
        try {
            Reply restarted = api.get("/users/", token);
            Duration accepted = untilRefused(api, token, gone);
            Reply refused = api.get("/users/", token);
            Reply stillForged = api.get("/users/", forged(token));
            Duration healed = untilHealed(ground, api, token);
            boolean right = without.isGood()
                    && restarted.isGood()
                    && forged.status() == 401
                    && stillForged.status() == 401
                    && refused.isComeAgain();
            boolean inTime = accepted.compareTo(LIMIT.minus(REFRESH).minusSeconds(2)) >= 0
                    && accepted.compareTo(LIMIT.plusSeconds(2)) <= 0
                    && healed.compareTo(HEALED) <= 0;
            return new Finding(
                    "without its provider the API accepts good tokens until the status limit (here "
                            + LIMIT.toSeconds() + " s), a restarted one too, refuses forged ones, then answers 503, and"
                            + " heals within 5 s",
                    "good token " + without.status() + ", after a restart " + restarted.status() + ", forged token "
                            + forged.status() + ", accepted for " + accepted.toMillis() + " ms, then "
                            + refused.status() + " with Retry-After " + refused.retryAfter() + ", healed "
                            + healed.toMillis() + " ms after the provider",
                    right,
                    inTime);
        } finally {
            guarded.kill();
        }
    }

    // Another signature: the token says the same and nobody has signed it.
    private static String forged(String token) {
        int end = token.lastIndexOf('.') + 1;
        char other = token.charAt(end) == 'A' ? 'B' : 'A';
        return token.substring(0, end) + other + token.substring(end + 1);
    }

    private static Duration untilRefused(Caller api, String token, long gone) {
        Patience.await("the limit")
                .atMost(LIMIT.multipliedBy(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !api.get("/users/", token).isGood());
        return Duration.ofNanos(System.nanoTime() - gone);
    }

    private static Duration untilHealed(Ground ground, Caller api, String token) throws IOException {
        try (ServerJar provider = ground.provider(0).ready()) {
            long back = System.nanoTime();
            Patience.await("the API to heal, see " + provider.port())
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> api.get("/users/", token).isGood());
            return Duration.ofNanos(System.nanoTime() - back);
        }
    }

    private static ServerJar api(Ground ground, Path copies) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Ddw.bearerAuth.cacheDirectory=" + copies + " -Ddw.bearerAuth.statusMaxAge=" + LIMIT.toSeconds()
                        + "s");
        return ground.api(API, environment);
    }
}

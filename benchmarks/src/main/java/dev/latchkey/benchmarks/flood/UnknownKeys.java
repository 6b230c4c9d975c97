package dev.latchkey.benchmarks.flood;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import dev.latchkey.benchmarks.load.Latencies;
import dev.latchkey.benchmarks.report.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long valid tokens take, none of them remembered, while another thread presents tokens of an unknown {@code kid} without
 * pause: beside the same while that thread presents tokens of an unknown {@code typ}, for which no key is looked for.
 */
public final class UnknownKeys {
    private static final String AUDIENCE = "https://api.example.com";
    private static final int TURNS = 20;
    private static final Duration SLICE = Duration.ofSeconds(1);
    private static final double LARGEST_RATIO = 1.1;
    private static final int SECONDS_PER_FETCH = 30;

    private final RemoteJwkSet keys;
    private final TokenValidator validator;
    private final PresentedToken valid;
    private final PresentedToken unknownKey;
    private final PresentedToken unknownType;
    private final LongAdder refused = new LongAdder();

    private UnknownKeys(String issuer, SigningKey key) {
        InstantSource clock = InstantSource.system();
        Map<String, Object> claims = claims(issuer, clock.millis() / 1_000);
        keys = new RemoteJwkSet(new IssuerUri(issuer), clock);
        validator = new JwtTokenValidator(
                keys,
                List.of(SigningAlgorithm.ES256),
                new TokenExpectations(issuer, AUDIENCE, TokenExpectations.DEFAULT_CLOCK_SKEW),
                clock);
        valid = new PresentedToken(new JwtSigner(key).sign("at+jwt", claims));
        unknownKey =
                new PresentedToken(new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256)).sign("at+jwt", claims));
        unknownType = new PresentedToken(new JwtSigner(key).sign("of+jwt", claims));
    }

    /** The ratio of the two 99th percentiles, and how many fetches of keys there were in each 30 s. */
    public static List<Outcome> run() throws IOException, InterruptedException {
        SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);
        try (KeyServer server = new KeyServer(key)) {
            return new UnknownKeys(server.issuer(), key).measure();
        }
    }

    private List<Outcome> measure() throws InterruptedException {
        requireValid();
        long begin = System.nanoTime();
        beside(unknownKey, SLICE.multipliedBy(4));
        beside(unknownType, SLICE.multipliedBy(4));
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            // Whichever comes first has the same luck: they change places at each turn.
            double first = beside(turn % 2 == 0 ? unknownKey : unknownType, SLICE);
            double second = beside(turn % 2 == 0 ? unknownType : unknownKey, SLICE);
            ratios.add(turn % 2 == 0 ? first / second : second / first);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        ratios.sort(null);
        // The first fetch of all is for the first valid token.
        return List.of(
                Outcome.atMost("unknown-kid-p99-ratio", ratios.get(TURNS / 2), LARGEST_RATIO),
                Outcome.atMost("unknown-kid-fetches", keys.fetches() - 1.0, Math.ceil(seconds / SECONDS_PER_FETCH)));
    }

    private int beside(PresentedToken neighbour, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Thread flood = new Thread(() -> presentUntil(neighbour, end), "flood");
        flood.start();
        Latencies latencies = new Latencies();
        long then = System.nanoTime();
        while (then < end) {
            requireValid();
            long now = System.nanoTime();
            latencies.add(now - then);
            then = now;
        }
        flood.join();
        return latencies.over(time.toNanos()).p99();
    }

    private void presentUntil(PresentedToken token, long end) {
        while (System.nanoTime() < end) {
            refused.add(validator.validate(token) instanceof TokenValidation.Rejected ? 1 : 0);
        }
    }

    private void requireValid() {
        if (!(validator.validate(valid) instanceof TokenValidation.Valid)) {
            throw new IllegalStateException("A valid token is refused.");
        }
    }

    private static Map<String, Object> claims(String issuer, long now) {
        return Map.of(
                "iss",
                issuer,
                "aud",
                AUDIENCE,
                "sub",
                "42",
                "client_id",
                "app",
                "scope",
                "read write",
                "iat",
                now,
                "exp",
                now + 3_600);
    }
}

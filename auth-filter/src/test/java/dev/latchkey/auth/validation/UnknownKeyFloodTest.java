package dev.latchkey.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.RemoteJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens of unknown keys in a flood, the fetch that they cause under way: valid tokens wait for none of it. */
class UnknownKeyFloodTest {
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
    private static final int FLOOD = 100;
    private static final int VALID = 50;

    private final SettableClock clock = new SettableClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final RemoteJwkSet keys = new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock);
    private final TokenValidator validator = new JwtTokenValidator(
            keys,
            EnumSet.allOf(SigningAlgorithm.class),
            new TokenExpectations(issuer.issuer(), LocalIssuer.AUDIENCE, Duration.ofSeconds(30)),
            clock);
    private final JwtSigner stranger = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
    private final ExecutorService threads = Executors.newFixedThreadPool(FLOOD);

    @AfterEach
    void stop() {
        threads.shutdownNow();
        issuer.close();
    }

    @Attack(281)
    @Test
    void keepsNoValidTokenWaiting() {
        assertThat(validator.validate(valid(0))).isInstanceOf(Valid.class);

        // Anew where the machine was so slow that the fetch was given up before the last valid token was judged.
        Awaitility.await().until(this::judgedAllWhileTheFetchWasUnderWay);
    }

    private boolean judgedAllWhileTheFetchWasUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        issuer.serveKeys(exchange -> {
            asked.countDown();
            await(released);
            LocalIssuer.json(exchange, issuer.jwks());
        });
        clock.advance(BETWEEN_FETCHES);
        long before = keys.fetches();
        long failed = keys.failures();
        List<Future<TokenValidation>> flood = IntStream.range(0, FLOOD)
                .mapToObj(i -> threads.submit(unknown()))
                .toList();
        await(asked);

        IntStream.range(0, VALID)
                .forEach(i -> assertThat(validator.validate(valid(i))).isInstanceOf(Valid.class));
        boolean underWay = keys.failures() == failed;
        released.countDown();
        for (Future<TokenValidation> answer : flood) {
            assertThat(answer.get()).isNotInstanceOf(Valid.class);
        }
        assertThat(keys.fetches()).isEqualTo(before + 1);
        return underWay;
    }

    private PresentedToken valid(int number) {
        return new PresentedToken(issuer.token(Map.of("jti", "valid" + number)));
    }

    private Callable<TokenValidation> unknown() {
        PresentedToken token = new PresentedToken(stranger.sign("at+jwt", issuer.claims()));
        return () -> validator.validate(token);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the fetch did not come, or was not let go");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

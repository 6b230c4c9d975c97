package dev.latchkey.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachingTokenValidatorTest {
    private static final PresentedToken TOKEN = new PresentedToken("a");

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger asked = new AtomicInteger();
    private TokenValidation answer = valid("a");
    private final CachingTokenValidator cache = new CachingTokenValidator(
            token -> {
                asked.incrementAndGet();
                return answer;
            },
            10,
            clock);

    @Test
    void remembersAGoodToken() {
        TokenValidation first = cache.validate(TOKEN);

        assertThat(cache.validate(new PresentedToken("a"))).isEqualTo(first);
        assertThat(asked).hasValue(1);
        assertThat(cache.hits()).isEqualTo(1);
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Attack(289)
    @Test
    void keepsTokensApart() {
        cache.validate(TOKEN);
        answer = valid("b");

        assertThat(((Valid) cache.validate(new PresentedToken("b"))).principal().subject())
                .isEqualTo("b");
        assertThat(((Valid) cache.validate(TOKEN)).principal().subject()).isEqualTo("a");
    }

    @Contract(105)
    @Test
    void refusesARememberedTokenAtItsExpiry() {
        cache.validate(TOKEN);

        clock.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(cache.validate(TOKEN)).isInstanceOf(Valid.class);
        clock.advance(Duration.ofNanos(1));

        assertThat(cache.validate(TOKEN)).isEqualTo(new Rejected(TokenFault.EXPIRED, "exp has passed"));
    }

    @Test
    void forgetsRefusalsAndOutages() {
        answer = new Rejected(TokenFault.INVALID, "bad");
        cache.validate(TOKEN);
        answer = new Unavailable(Duration.ofSeconds(1), "down");
        assertThat(cache.validate(TOKEN)).isEqualTo(answer);
        answer = valid("a");

        assertThat(cache.validate(TOKEN)).isInstanceOf(Valid.class);
        assertThat(asked).hasValue(3);
    }

    @Attack(276)
    @Test
    void staysWithinItsSize() {
        for (int i = 0; i < 10_000; i++) {
            cache.validate(new PresentedToken("token" + i));
        }

        // What is too many goes a moment later, on another thread.
        await().untilAsserted(() -> assertThat(cache.size()).isLessThanOrEqualTo(10));
    }

    private TokenValidation valid(String subject) {
        return new Valid(TokenPrincipal.fromClaims(Map.of(
                "iss",
                "i",
                "sub",
                subject,
                "client_id",
                "c",
                "exp",
                clock.instant().getEpochSecond() + 60)));
    }
}

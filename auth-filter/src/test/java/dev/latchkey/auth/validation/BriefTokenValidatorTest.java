package dev.latchkey.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.http.WaitingRoom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BriefTokenValidatorTest {
    private static final PresentedToken TOKEN = new PresentedToken("a");
    private static final Duration LIFETIME = Duration.ofSeconds(20);

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final TokenValidator issuer = token -> {
        asked.incrementAndGet();
        return answer();
    };
    private final BriefTokenValidator cache = new BriefTokenValidator(issuer, LIFETIME, 10, clock);
    private TokenValidation answer = valid(60);

    @Contract(100)
    @Attack(276)
    @Test
    void remembersAGoodTokenForItsLifetime() {
        assertThat(cache.validate(TOKEN)).isSameAs(cache.validate(new PresentedToken("a")));
        assertThat(asked).hasValue(1);
        answer = new Rejected(TokenFault.INVALID, "revoked");

        clock.advance(LIFETIME.minusNanos(1));
        assertThat(cache.validate(TOKEN)).isInstanceOf(Valid.class);
        clock.advance(Duration.ofNanos(1));

        assertThat(cache.validate(TOKEN)).isEqualTo(answer);
        assertThat(cache.hits()).isEqualTo(2);
        assertThat(cache.misses()).isEqualTo(2);
    }

    @Contract(100)
    @Attack(276)
    @Test
    void remembersNothingBeyondItsExpiry() {
        answer = valid(5);
        cache.validate(TOKEN);
        clock.advance(Duration.ofSeconds(5));

        cache.validate(TOKEN);

        assertThat(asked).hasValue(2);
    }

    @Test
    void asksEachTimeWhenToldTo() {
        BriefTokenValidator forgetful = new BriefTokenValidator(issuer, Duration.ZERO, 10, clock);

        forgetful.validate(TOKEN);
        forgetful.validate(TOKEN);

        assertThat(asked).hasValue(2);
    }

    @Attack(276)
    @Test
    void remembersARefusalForThreeSeconds() {
        answer = new Rejected(TokenFault.INVALID, "unknown");
        cache.validate(TOKEN);
        answer = valid(60);

        clock.advance(Duration.ofSeconds(3).minusNanos(1));
        assertThat(cache.validate(TOKEN)).isInstanceOf(Rejected.class);
        clock.advance(Duration.ofNanos(1));

        assertThat(cache.validate(TOKEN)).isInstanceOf(Valid.class);
        assertThat(asked).hasValue(2);
    }

    @Attack(276)
    @Test
    void remembersTheRefusalOfATokenThatWasGood() {
        cache.validate(TOKEN);
        answer = new Rejected(TokenFault.INVALID, "revoked");
        clock.advance(LIFETIME);

        assertThat(cache.validate(TOKEN)).isEqualTo(answer);
        assertThat(cache.validate(TOKEN)).isEqualTo(answer);
        assertThat(asked).hasValue(2);
        clock.advance(Duration.ofSeconds(-1));
        assertThat(cache.validate(TOKEN)).isEqualTo(answer);
    }

    @Contract(100)
    @Attack(275)
    @Test
    void doesNotRememberThatATokenCouldNotBeJudged() {
        answer = new Unavailable(Duration.ofSeconds(2), "down");
        assertThat(cache.validate(TOKEN)).isEqualTo(answer);
        answer = valid(60);

        assertThat(cache.validate(TOKEN)).isInstanceOf(Valid.class);
    }

    @Test
    void doesNotLastLongerWhenTheClockIsSetBack() {
        cache.validate(TOKEN);

        clock.advance(Duration.ofSeconds(-1));
        cache.validate(TOKEN);

        assertThat(asked).hasValue(2);
    }

    @Attack(289)
    @Test
    void keepsTokensApart() {
        cache.validate(TOKEN);
        answer = valid(30);

        assertThat(cache.validate(new PresentedToken("b"))).isSameAs(answer);
        assertThat(cache.validate(TOKEN)).isNotSameAs(answer);
    }

    @Attack(276)
    @Test
    void isNotDrivenOutByAFloodOfBadTokens() {
        cache.validate(TOKEN);
        answer = new Rejected(TokenFault.INVALID, "unknown");
        for (int i = 0; i < 30_000; i++) {
            cache.validate(new PresentedToken("token" + i));
        }

        assertThat(cache.validate(TOKEN)).isInstanceOf(Valid.class);
        // What is too many goes a moment later, on another thread.
        Awaitility.await().untilAsserted(() -> assertThat(cache.size()).isLessThanOrEqualTo(20));
    }

    @Contract(100)
    @Attack(277)
    @Test
    void asksOnceForACrowd() throws Exception {
        int crowd = 1_000;
        CountDownLatch arrived = new CountDownLatch(crowd);
        TokenValidator slow = token -> {
            await(arrived);
            return issuer.validate(token);
        };
        BriefTokenValidator shared = new BriefTokenValidator(slow, LIFETIME, 10, clock);
        Callable<TokenValidation> request = () -> {
            arrived.countDown();
            return shared.validate(TOKEN);
        };

        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        try {
            List<Future<TokenValidation>> answers = threads.invokeAll(
                    Stream.generate(() -> request).limit(crowd).toList());
            for (Future<TokenValidation> each : answers) {
                assertThat(each.get()).isNotInstanceOf(Rejected.class);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(asked).hasValue(1);
        assertThat(shared.validate(TOKEN)).isInstanceOf(Valid.class);
    }

    @Attack(275)
    @Test
    void letsNoMoreWaitThanThereIsRoomFor() {
        WaitingRoom room = new WaitingRoom(1);
        List<TokenValidation> meanwhile = new ArrayList<>();
        TokenValidator asking = token -> {
            meanwhile.add(new BriefTokenValidator(issuer, LIFETIME, 10, clock, room).validate(TOKEN));
            return issuer.validate(token);
        };
        BriefTokenValidator first = new BriefTokenValidator(asking, LIFETIME, 10, clock, room);

        assertThat(first.validate(TOKEN)).isInstanceOf(Valid.class);
        assertThat(meanwhile).singleElement().isInstanceOf(Unavailable.class);
        assertThat(first.validate(new PresentedToken("b"))).isInstanceOf(Valid.class);
        assertThat(first.validate(TOKEN)).isInstanceOf(Valid.class);
    }

    @Attack(270)
    @Test
    void lostNobodyWhenAskingFails() {
        BriefTokenValidator broken = new BriefTokenValidator(
                token -> {
                    throw new IllegalStateException("broken");
                },
                LIFETIME,
                10,
                clock,
                new WaitingRoom(1));

        for (int i = 0; i < 2; i++) {
            Assertions.assertThatIllegalStateException().isThrownBy(() -> broken.validate(TOKEN));
        }
    }

    private TokenValidation answer() {
        return answer;
    }

    private TokenValidation valid(long seconds) {
        return new Valid(TokenPrincipal.fromClaims(Map.of(
                "iss", "i", "sub", "s", "client_id", "c", "exp", clock.instant().getEpochSecond() + seconds)));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the crowd did not arrive");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

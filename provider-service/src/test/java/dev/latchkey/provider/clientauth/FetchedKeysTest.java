package dev.latchkey.provider.clientauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.provider.Assertions;
import dev.latchkey.provider.RemoteServer;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.outbound.JsonFetcher;
import dev.latchkey.provider.outbound.OutboundSettings;
import dev.latchkey.testing.Attack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the keys of a client are asked for. */
@Attack(214)
final class FetchedKeysTest {
    private static final ECKey NEXT = Assertions.ec("ec-2");

    private final RemoteServer server = new RemoteServer();
    private final TestClock clock = new TestClock();
    private final FetchedKeys keys =
            new FetchedKeys(new JsonFetcher(new OutboundSettings(Set.of(server.origin()))), clock);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void keepsKeysForFiveMinutesAtLeast() {
        serve("Cache-Control: no-store\r\n", Assertions.EC);

        assertThat(finds(Assertions.EC)).isTrue();
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(finds(Assertions.EC)).isTrue();
        assertThat(server.requests()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        assertThat(finds(Assertions.EC)).isTrue();
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void keepsKeysAsLongAsTheirServerSaysButADayAtMost() {
        serve("Cache-Control: max-age=3600\r\n", Assertions.EC);
        finds(Assertions.EC);
        clock.advance(Duration.ofMinutes(59));
        finds(Assertions.EC);
        assertThat(server.requests()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        serve("Cache-Control: max-age=999999999\r\n", Assertions.EC);
        finds(Assertions.EC);
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        finds(Assertions.EC);
        assertThat(server.requests()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        finds(Assertions.EC);
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void asksAgainForAnUnknownKeyEveryThirtySecondsAtMost() {
        serve("", Assertions.EC);
        finds(Assertions.EC);
        serve("", Assertions.EC, NEXT);

        assertThat(finds(NEXT)).isFalse();
        assertThat(server.requests()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(finds(NEXT)).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(finds(Assertions.ec("guess" + i))).isFalse();
        }
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void remembersAFailureForThirtySeconds() {
        server.reply("HTTP/1.1 500 Oops\r\n\r\n");
        assertThat(finds(Assertions.EC)).isFalse();
        serve("", Assertions.EC);

        assertThat(finds(Assertions.EC)).isFalse();
        assertThat(server.requests()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(30));
        assertThat(finds(Assertions.EC)).isTrue();
    }

    @Test
    void goesOnWithTheLastGoodKeysForADayWhenTheirServerFails() {
        serve("", Assertions.EC);
        finds(Assertions.EC);
        server.reply("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[]");

        clock.advance(Duration.ofHours(23));
        assertThat(finds(Assertions.EC)).isTrue();
        clock.advance(Duration.ofHours(1));
        assertThat(finds(Assertions.EC)).isFalse();
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void asksOnceForManyAtTheSameTime() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        byte[] answer = answer("", Assertions.EC).getBytes(StandardCharsets.US_ASCII);
        server.reply(out -> {
            go.await(5, TimeUnit.SECONDS);
            out.write(answer);
        });
        ExecutorService threads = Executors.newFixedThreadPool(10);
        Callable<Boolean> asking = () -> finds(Assertions.EC);
        var asked =
                Collections.nCopies(10, asking).stream().map(threads::submit).toList();
        go.countDown();

        for (Future<Boolean> found : asked) {
            assertThat(found.get()).isTrue();
        }
        threads.shutdown();
        assertThat(server.requests()).isEqualTo(1);
    }

    private boolean finds(ECKey key) {
        String token =
                Assertions.signed(key, Assertions.claims("app", clock.instant()).build());
        ClientAssertion assertion = ClientAssertion.parse(token).orElseThrow();
        return keys.find(server.uri("/jwks"), assertion)
                .filter(assertion::namesOneOf)
                .isPresent();
    }

    private void serve(String headers, ECKey... published) {
        server.reply(answer(headers, published));
    }

    private static String answer(String headers, ECKey... published) {
        ECKey[] open =
                java.util.Arrays.stream(published).map(ECKey::toPublicJWK).toArray(ECKey[]::new);
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + headers + "\r\n" + Assertions.jwks(open);
    }
}

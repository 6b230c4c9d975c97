package dev.latchkey.auth.jose;

import static dev.latchkey.auth.LocalIssuer.metadata;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.http.WaitingRoom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteJwkSetTest {
    private final SettableClock clock = new SettableClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final RemoteJwkSet keys = new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void findsTheKeysThroughThePathInsertedMetadata() {
        assertFound(issuer.key());
        assertThat(keys.fetchedAt()).contains(clock.instant());
    }

    @ParameterizedTest
    @MethodSource("otherLocations")
    void looksForMetadataElsewhere(String path) {
        issuer.serveMetadata(LocalIssuer.status(404));
        issuer.serve(path, answering(metadata(issuer.issuer(), issuer.issuer() + "/jwks")));

        assertFound(issuer.key());
    }

    static List<String> otherLocations() {
        return List.of("/o/.well-known/oauth-authorization-server", "/o/.well-known/openid-configuration");
    }

    @Test
    void asksOnceForKnownKeys() {
        for (int i = 0; i < 100; i++) {
            assertFound(issuer.key());
        }

        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Attack({179, 283})
    @Test
    void refusesMetadataOfAnotherIssuer() {
        issuer.serveMetadata(answering(metadata(issuer.issuer() + "/", issuer.issuer() + "/jwks")));

        assertUnavailable();
        assertThat(issuer.keyRequests()).isZero();
    }

    @Attack(283)
    @Test
    void fetchesKeysFromTrustworthyPlacesOnly() {
        for (String location :
                List.of("http://issuer.example/jwks", "ftp://localhost/jwks", "not a url", "http://a@localhost/")) {
            issuer.serveMetadata(answering(metadata(issuer.issuer(), location)));
            assertUnavailable();
            clock.advance(Duration.ofSeconds(2));
        }
    }

    @Attack(280)
    @Test
    void keepsTheLastGoodKeysWhenTheNewOnesCannotBeToldApart() {
        assertFound(issuer.key());
        String key = LocalIssuer.json(issuer.key());
        issuer.serveKeys(answering("{\"keys\":[" + key + "," + key + "]}"));

        keys.refresh();

        assertFound(issuer.key());
        assertThat(keys.failures()).isEqualTo(1);
    }

    @Attack({280, 283})
    @ParameterizedTest
    @MethodSource("badAnswers")
    void keepsTheLastGoodKeys(HttpHandler badAnswer) {
        assertFound(issuer.key());
        issuer.serveKeys(badAnswer);

        Assertions.assertTimeout(Duration.ofSeconds(4), () -> {
            assertThat(keys.find("unknown", SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Unknown.class);
        });

        assertFound(issuer.key());
    }

    static Stream<HttpHandler> badAnswers() {
        return Stream.of(
                answering("{\"keys\":[]}"),
                answering("{\"keys\":{}}"),
                answering("<html>"),
                answering("{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"a\"}"),
                answering("{\"keys\":[],\"pad\":\"" + "a".repeat(300_000) + "\"}"),
                LocalIssuer.status(500),
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    LocalIssuer.status(302).handle(exchange);
                },
                exchange -> {
                    // Headers at once, then the body never ends.
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                });
    }

    @Attack(282)
    @Test
    void fetchesAgainForANewKey() {
        assertFound(issuer.key());
        issuer.signWith(SigningKey.generate(SigningAlgorithm.RS256));

        assertFound(issuer.key());
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    @Attack(281)
    @Test
    void fetchesForUnknownKeysOncePerInterval() {
        assertFound(issuer.key());

        for (int i = 0; i < 1000; i++) {
            assertThat(keys.find("unknown" + i, SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Unknown.class);
        }
        assertThat(issuer.keyRequests()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(29));
        keys.find("unknown", SigningAlgorithm.ES256);
        assertThat(issuer.keyRequests()).isEqualTo(2);
        clock.advance(Duration.ofSeconds(1));
        keys.find("unknown", SigningAlgorithm.ES256);

        assertThat(issuer.keyRequests()).isEqualTo(3);
    }

    @Attack(281)
    @Test
    void fetchesOnceForACrowd() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> crowd = Stream.generate(() -> new Thread(() -> {
                    await(start);
                    assertFound(issuer.key());
                }))
                .limit(20)
                .toList();
        crowd.forEach(Thread::start);
        start.countDown();
        for (Thread thread : crowd) {
            thread.join();
        }

        assertThat(issuer.keyRequests()).isEqualTo(1);
    }

    @Attack(278)
    @Test
    void healsWhenTheIssuerComesBack() {
        int port = issuer.port();
        issuer.close();
        assertUnavailable();

        try (LocalIssuer back = new LocalIssuer(clock, port)) {
            assertUnavailable();
            clock.advance(Duration.ofSeconds(1));

            assertThat(keys.find(back.key().keyId(), SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Found.class);
        }
    }

    @Attack(279)
    @Test
    void keepsWorkingWhileTheIssuerIsDown() {
        assertFound(issuer.key());
        issuer.close();

        keys.refreshIfOlderThan(Duration.ZERO);

        assertFound(issuer.key());
    }

    @Attack(280)
    @Test
    void usesTheLastGoodKeysForADayAtMost() {
        assertFound(issuer.key());
        issuer.serveKeys(LocalIssuer.status(500));
        clock.advance(Duration.ofHours(24).minusNanos(1));
        keys.refreshIfOlderThan(Duration.ofMinutes(5));
        assertFound(issuer.key());

        clock.advance(Duration.ofNanos(1));
        assertUnavailable();
        assertThat(keys.fetchedAt()).isEmpty();
        assertThat(keys.isFailing()).isTrue();
        issuer.serveKeys(exchange -> LocalIssuer.json(exchange, issuer.jwks()));
        clock.advance(Duration.ofSeconds(1));

        assertFound(issuer.key());
        assertThat(keys.isFailing()).isFalse();
        assertThat(keys.fetches()).isEqualTo(4);
        assertThat(keys.failures()).isEqualTo(2);
    }

    @Test
    void condemnsNoKeyThatMayBeAmongThoseUnderWay() {
        KeySettings noRoom =
                new KeySettings(Duration.ofSeconds(30), Duration.ofHours(24), CopyDirectory.none(), new WaitingRoom(0));
        RemoteJwkSet rotated = new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock, noRoom);
        assertThat(rotated.find(issuer.key().keyId(), SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Found.class);
        List<KeyLookup> meanwhile = new CopyOnWriteArrayList<>();
        issuer.serveKeys(exchange -> {
            meanwhile.add(rotated.find("new", SigningAlgorithm.ES256));
            LocalIssuer.json(exchange, issuer.jwks());
        });

        // Anew where the machine was so slow that the fetch was given up before the issuer saw it.
        Awaitility.await().until(() -> {
            clock.advance(Duration.ofSeconds(30));
            rotated.find("new", SigningAlgorithm.ES256);
            return meanwhile.stream().anyMatch(KeyLookup.Unavailable.class::isInstance);
        });

        assertThat(rotated.find("new", SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Unknown.class);
    }

    @Attack(281)
    @Test
    void isNotDisturbedByAFloodOfUnknownKeys() throws Exception {
        assertFound(issuer.key());
        List<Thread> flood = Stream.generate(() -> new Thread(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        keys.find("unknown" + i, SigningAlgorithm.ES256);
                    }
                }))
                .limit(8)
                .toList();
        flood.forEach(Thread::start);
        for (Thread thread : flood) {
            thread.join();
        }

        assertFound(issuer.key());
        assertThat(issuer.keyRequests()).isEqualTo(2);
    }

    @Test
    void dropsKeysThatTheIssuerWithdrew() {
        SigningKey old = issuer.key();
        assertFound(old);
        issuer.signWith(SigningKey.generate(SigningAlgorithm.ES256));
        clock.advance(Duration.ofMinutes(5));

        keys.refreshIfOlderThan(Duration.ofMinutes(5));

        assertThat(keys.find(old.keyId(), SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Unknown.class);
        assertFound(issuer.key());
    }

    @Attack(168)
    @Test
    void takesAKeyForItsOwnAlgorithmOnly() {
        assertFound(issuer.key());

        assertThat(keys.find(issuer.key().keyId(), SigningAlgorithm.RS256)).isInstanceOf(KeyLookup.Unknown.class);
    }

    private void assertFound(SigningKey key) {
        assertThat(keys.find(key.keyId(), key.algorithm())).isInstanceOf(KeyLookup.Found.class);
    }

    private void assertUnavailable() {
        assertThat(keys.find(issuer.key().keyId(), SigningAlgorithm.ES256)).isInstanceOf(KeyLookup.Unavailable.class);
    }

    private static HttpHandler answering(String body) {
        return exchange -> LocalIssuer.json(exchange, body);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

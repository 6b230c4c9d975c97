package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an issuer answers that is no set of keys changes nothing; what is one, replaces the former whole. */
class UnusableKeysTest {
    private static final long GIGABYTE = 1L << 30;

    private final SettableClock clock = new SettableClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final RemoteJwkSet keys = new RemoteJwkSet(new IssuerUri(issuer.issuer()), clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Attack(280)
    @ParameterizedTest
    @MethodSource
    void asksOncePerIntervalWhateverTheAnswer(HttpHandler answer) {
        assertThat(find(issuer.key().keyId())).isInstanceOf(KeyLookup.Found.class);
        issuer.serveKeys(answer);

        for (int i = 0; i < 100; i++) {
            assertThat(find("unknown" + i)).isInstanceOf(KeyLookup.Unknown.class);
        }

        assertThat(issuer.keyRequests()).isEqualTo(2);
        assertThat(keys.failures()).isEqualTo(1);
        assertThat(keys.isFailing()).isTrue();
        assertThat(find(issuer.key().keyId())).isInstanceOf(KeyLookup.Found.class);
    }

    static Stream<HttpHandler> asksOncePerIntervalWhateverTheAnswer() {
        return Stream.of(
                exchange -> LocalIssuer.json(exchange, "{\"keys\":[]}"),
                exchange -> LocalIssuer.json(exchange, "{\"keys\":[{}]}"),
                exchange -> LocalIssuer.json(exchange, "{}"),
                exchange -> LocalIssuer.json(exchange, "[]"),
                exchange -> LocalIssuer.json(exchange, "<html><body>Sorry</body></html>"),
                exchange -> LocalIssuer.json(exchange, ""),
                LocalIssuer.status(204),
                LocalIssuer.status(401),
                LocalIssuer.status(500));
    }

    @Attack(280)
    @Test
    void hangsUpOnAGigabyte() throws Exception {
        assertThat(find(issuer.key().keyId())).isInstanceOf(KeyLookup.Found.class);
        CompletableFuture<Long> sent = new CompletableFuture<>();
        issuer.serveKeys(exchange -> sent.complete(sendUntilRefused(exchange)));

        keys.refresh();

        assertThat(keys.failures()).isEqualTo(1);
        assertThat(sent.get(60, TimeUnit.SECONDS)).isLessThan(GIGABYTE / 8);
        assertThat(find(issuer.key().keyId())).isInstanceOf(KeyLookup.Found.class);
    }

    @Attack(280)
    @Test
    void keepsTheLastGoodKeysWhenTwoHaveTheSameName() {
        SigningKey good = issuer.key();
        SigningKey third = SigningKey.generate(SigningAlgorithm.ES256);
        Map<String, Object> namesake =
                new HashMap<>(SigningKey.generate(SigningAlgorithm.ES256).toPublicJwk());
        namesake.put("kid", good.keyId());
        assertThat(find(good.keyId())).isInstanceOf(KeyLookup.Found.class);
        serve(List.of(good.toPublicJwk(), namesake, third.toPublicJwk()));

        keys.refresh();

        assertThat(keys.failures()).isEqualTo(1);
        assertThat(find(good.keyId())).isInstanceOf(KeyLookup.Found.class);
        assertThat(find(third.keyId())).isInstanceOf(KeyLookup.Unknown.class);
    }

    // A good answer without a key is how an issuer takes the key back; to keep it would be to keep what was stolen.
    @Attack({280, 292})
    @Test
    void takesAKeyThatIsMissingFromAGoodAnswerForWithdrawn() {
        SigningKey old = issuer.key();
        assertThat(find(old.keyId())).isInstanceOf(KeyLookup.Found.class);
        issuer.signWith(SigningKey.generate(SigningAlgorithm.ES256));

        keys.refresh();

        assertThat(find(old.keyId())).isInstanceOf(KeyLookup.Unknown.class);
        assertThat(find(issuer.key().keyId())).isInstanceOf(KeyLookup.Found.class);
        assertThat(keys.failures()).isZero();
    }

    private void serve(List<Map<String, Object>> jwks) {
        String set = new String(StrictJson.bytes(Map.of("keys", jwks)), StandardCharsets.UTF_8);
        issuer.serveKeys(exchange -> LocalIssuer.json(exchange, set));
    }

    private KeyLookup find(String keyId) {
        return keys.find(keyId, SigningAlgorithm.ES256);
    }

    private static long sendUntilRefused(HttpExchange exchange) throws IOException {
        byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, GIGABYTE);
        long sent = 0;
        while (sent < GIGABYTE && isTaken(exchange, spaces)) {
            sent += spaces.length;
        }
        return sent;
    }

    private static boolean isTaken(HttpExchange exchange, byte[] bytes) {
        try {
            exchange.getResponseBody().write(bytes);
            return true;
        } catch (IOException e) {
            // The other side hung up, as it should.
            return false;
        }
    }
}

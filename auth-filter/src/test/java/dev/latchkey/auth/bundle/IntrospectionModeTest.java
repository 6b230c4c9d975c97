package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIntrospection;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.bearer.GuardedApplication;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntrospectionModeTest {
    private static final String OPAQUE = "opaque-token-of-alice";

    private final LocalIssuer issuer = new LocalIssuer(GuardedApplication.CLOCK);
    private final LocalIntrospection endpoint = new LocalIntrospection(issuer);

    @BeforeEach
    void know() {
        endpoint.activate(OPAQUE, Map.of());
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Contract(100)
    @Test
    void asksTheIssuerAboutOpaqueTokensAndJudgesJwtsItself() {
        try (GuardedApi api = api("introspection: {clientId: api, clientSecret: s}")) {
            assertThat(api.get("/users", OPAQUE).body()).isEqualTo("alice");
            assertThat(api.status(issuer.token("read"))).isEqualTo(200);
            assertThat(api.status("unknown-opaque-token")).isEqualTo(401);
            assertThat(endpoint.calls()).isEqualTo(2);
            assertThat(api.gauge("introspection.calls")).isEqualTo(2L);
        }
    }

    @Test
    void asksAboutJwtsTooWhereThatIsTheMode() {
        try (GuardedApi api = api("mode: introspection, introspection: {clientId: api, clientSecret: s}")) {
            String jwt = issuer.token("read");
            assertThat(api.status(jwt)).isEqualTo(401);
            GuardedApplication.CLOCK.advance(Duration.ofSeconds(3));
            endpoint.activate(jwt, Map.of());

            assertThat(api.status(jwt)).isEqualTo(200);
            assertThat(issuer.keyRequests()).isZero();
        }
    }

    @Attack(187)
    @Test
    void refusesATokenBoundToAKeyWithoutAProof() {
        endpoint.activate(OPAQUE, Map.of("cnf", Map.of("jkt", "thumbprint"), "token_type", "DPoP"));
        try (GuardedApi api = api("introspection: {clientId: api, clientSecret: s}")) {
            assertThat(api.status(OPAQUE)).isEqualTo(401);
            assertThat(endpoint.calls()).isEqualTo(1);
        }
    }

    @Attack(207)
    @Test
    void remembersATokenAndNotWhatItWasAskedFor() {
        endpoint.activate(OPAQUE, Map.of("scope", "read"));
        try (GuardedApi api = api("introspection: {clientId: api, clientSecret: s}")) {
            for (int turn = 0; turn < 2; turn++) {
                assertThat(api.get("/groups/read", OPAQUE).statusCode()).isEqualTo(200);
                assertThat(api.get("/groups", OPAQUE).statusCode()).isEqualTo(403);
            }
            assertThat(endpoint.calls()).isEqualTo(1);
        }
    }

    @Contract({91, 104})
    @Test
    void refusesARevokedTokenAfterThreeSeconds() {
        try (GuardedApi api = api("introspection: {clientId: api, clientSecret: s}")) {
            assertThat(api.status(OPAQUE)).isEqualTo(200);
            endpoint.revoke(OPAQUE);
            GuardedApplication.CLOCK.advance(Duration.ofSeconds(3));

            HttpResponse<String> answer = api.get("/users", OPAQUE);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("The access token is invalid.");
        }
    }

    @Contract(100)
    @Attack({275, 278})
    @Test
    void answers503WhileTheIssuerIsDownAndHealsAlone() {
        int port = issuer.port();
        issuer.close();
        try (GuardedApi api = api("introspection: {clientId: api, clientSecret: s}")) {
            HttpResponse<String> answer = api.get("/users", OPAQUE);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("2");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();

            try (LocalIssuer back = new LocalIssuer(GuardedApplication.CLOCK, port)) {
                new LocalIntrospection(back).activate(OPAQUE, Map.of());
                assertThat(api.status(OPAQUE)).isEqualTo(200);
            }
        }
    }

    @Contract(100)
    @Attack(275)
    @Test
    void keepsServingOthersWhileTheIssuerHangs() {
        CountDownLatch released = new CountDownLatch(1);
        endpoint.serve(exchange -> await(released));
        try (GuardedApi api = api("introspection: {clientId: api, clientSecret: s, maxCalls: 2}")) {
            List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, 20)
                    .mapToObj(i -> api.begin("/users", "opaque-token-number-" + i))
                    .toList();

            assertThat(api.get("/rules/open", OPAQUE).statusCode()).isEqualTo(200);
            for (CompletableFuture<HttpResponse<String>> answer : hanging) {
                assertThat(answer.join().statusCode()).isEqualTo(503);
                assertThat(answer.join().headers().firstValue("Retry-After")).contains("2");
            }

            // Five until it counts as an outage, one more that was under way, and one a second, which does not pass
            // here.
            assertThat((Long) api.gauge("introspection.calls")).isLessThanOrEqualTo(7);
            assertThat((Long) api.gauge("introspection.withheld")).isGreaterThanOrEqualTo(13);
        } finally {
            released.countDown();
        }
    }

    @Test
    void authenticatesByAKeyOfItsOwn(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("key.jwk");
        Files.writeString(file, SigningKey.generate(SigningAlgorithm.RS256).toPrivateJwk());

        try (GuardedApi api = api("introspection: {clientId: api, keyFile: '" + file + "'}")) {
            assertThat(api.status(OPAQUE)).isEqualTo(200);
            assertThat(endpoint.lastForm()).containsKey("client_assertion").containsEntry("client_id", "api");
        }
    }

    @Test
    void tellsOpaqueTokensOfTwoIssuersApartByTheirPrefix() {
        try (LocalIssuer second = new LocalIssuer(GuardedApplication.CLOCK)) {
            LocalIntrospection other = new LocalIntrospection(second);
            other.activate("other_opaque-token-of-bob", Map.of("username", "bob"));
            try (GuardedApi api = api("introspection: {clientId: a, clientSecret: s}}, {issuer: '" + second.issuer()
                    + "', tokenPrefix: other_, introspection: {clientId: b, clientSecret: s}")) {
                assertThat(api.get("/users", "other_opaque-token-of-bob").body())
                        .isEqualTo("bob");
                assertThat(api.get("/users", OPAQUE).body()).isEqualTo("alice");
                assertThat(endpoint.calls()).isEqualTo(1);
                assertThat(other.calls()).isEqualTo(1);
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private GuardedApi api(String entry) {
        return new GuardedApi("{audience: '" + LocalIssuer.AUDIENCE + "', issuers: [{issuer: '" + issuer.issuer()
                + "', " + entry + "}]}");
    }
}

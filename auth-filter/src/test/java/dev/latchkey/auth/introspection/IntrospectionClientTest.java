package dev.latchkey.auth.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import dev.latchkey.auth.LocalIntrospection;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Active;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Failed;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Inactive;
import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.PublicKeySet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntrospectionClientTest {
    private static final PresentedToken TOKEN = new PresentedToken("opaque-token-of-alice");

    private final SettableClock clock = new SettableClock();
    private final LocalIssuer issuer = new LocalIssuer(clock);
    private final LocalIntrospection endpoint = new LocalIntrospection(issuer);
    private final IntrospectionClient client = client(ClientAuthentication.basic("api", "a secret"), 8);

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void saysWhatTheIssuerSays() {
        endpoint.activate(TOKEN.value(), Map.of("sub", "7"));

        assertThat(client.introspect(TOKEN))
                .isInstanceOfSatisfying(
                        Active.class, active -> assertThat(active.claims()).containsEntry("sub", "7"));
        assertThat(client.introspect(new PresentedToken("another"))).isEqualTo(new Inactive());
        assertThat(client.calls()).isEqualTo(2);
        assertThat(client.isFailing()).isFalse();
    }

    @Test
    void sendsIdentifierAndSecretInTheHeader() {
        ClientAuthentication basic = ClientAuthentication.basic("a:b", "ü+ %");

        client(basic, 1).introspect(new PresentedToken("a+b/c=&d"));

        assertThat(new String(
                        Base64.getDecoder().decode(endpoint.lastAuthorization().substring("Basic ".length())),
                        StandardCharsets.UTF_8))
                .isEqualTo("a%3Ab:%C3%BC%2B+%25");
        assertThat(endpoint.lastForm()).isEqualTo(Map.of("token", "a+b/c=&d", "token_type_hint", "access_token"));
        assertThat(basic.toString()).isEqualTo("ClientAuthentication[client_secret_basic]");
    }

    @Test
    void sendsIdentifierAndSecretInTheForm() {
        ClientAuthentication post = ClientAuthentication.post("api", "a secret");

        client(post, 1).introspect(TOKEN);

        assertThat(endpoint.lastAuthorization()).isEmpty();
        assertThat(endpoint.lastForm()).containsEntry("client_id", "api").containsEntry("client_secret", "a secret");
        assertThat(post.toString()).doesNotContain("secret]").doesNotContain("a secret");
    }

    @Test
    void signsAnAssertionForTheIssuerWithEachCall() {
        SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);
        PublicKeySet keys = PublicKeySet.registered("{\"keys\":[" + LocalIssuer.json(key) + "]}");
        IntrospectionClient signing =
                client(ClientAuthentication.privateKeyJwt("api", issuer.issuer(), new JwtSigner(key), clock), 1);

        Map<String, Object> first = assertion(signing, keys);
        Map<String, Object> second = assertion(signing, keys);

        assertThat(first)
                .containsEntry("iss", "api")
                .containsEntry("sub", "api")
                .containsEntry("aud", issuer.issuer());
        assertThat(first.get("jti")).isNotEqualTo(second.get("jti"));
        assertThat(((Number) first.get("exp")).longValue())
                .isEqualTo(clock.instant().getEpochSecond() + 60);
    }

    @Contract(100)
    @Attack(275)
    @ParameterizedTest
    @MethodSource("badAnswers")
    void takesNothingButAClearYesForActive(HttpHandler badAnswer) {
        endpoint.activate(TOKEN.value(), Map.of());
        endpoint.serve(badAnswer);

        Assertions.assertTimeout(Duration.ofSeconds(4), () -> {
            assertThat(client.introspect(TOKEN)).isInstanceOf(Failed.class);
        });

        assertThat(client.isFailing()).isTrue();
        assertThat(client.failures()).isEqualTo(1);
        endpoint.heal();
        assertThat(client.introspect(TOKEN)).isInstanceOf(Active.class);
        assertThat(client.isFailing()).isFalse();
    }

    static Stream<HttpHandler> badAnswers() {
        return Stream.of(
                answering("<html>"),
                answering(""),
                answering("{\"active\":true,\"sub\":"),
                answering("{\"active\":\"true\"}"),
                answering("{\"active\":1}"),
                answering("{\"active\":null}"),
                answering("{\"active\":false,\"active\":true}"),
                answering("{}"),
                answering("[]"),
                answering("{\"active\":true,\"pad\":\"" + "a".repeat(70_000) + "\"}"),
                LocalIssuer.status(204),
                LocalIssuer.status(302),
                LocalIssuer.status(400),
                LocalIssuer.status(401),
                LocalIssuer.status(429),
                LocalIssuer.status(500),
                LocalIssuer.status(502),
                // Hangs up without an answer.
                exchange -> exchange.close(),
                exchange -> {
                    // Headers at once, then the body never ends.
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                });
    }

    @Contract(100)
    @Attack(275)
    @Test
    void hardlyAsksAnIssuerThatDoesNotAnswer() {
        endpoint.activate(TOKEN.value(), Map.of());
        endpoint.serve(LocalIssuer.status(503));

        for (int i = 0; i < 1_000; i++) {
            assertThat(client.introspect(TOKEN)).isInstanceOf(Failed.class);
        }
        assertThat(client.withheld()).isEqualTo(994);
        // Six, but for a call that was given up before it arrived, or sent again on another connection.
        assertThat(endpoint.calls()).isBetween(1, 12);
        endpoint.heal();
        clock.advance(Duration.ofSeconds(1));

        assertThat(client.introspect(TOKEN)).isInstanceOf(Active.class);
        assertThat(client.introspect(TOKEN)).isInstanceOf(Active.class);
    }

    @Attack(275)
    @Test
    void isNotKeptFromAskingByTokensThatTheIssuerDislikes() {
        endpoint.serve(LocalIssuer.status(400));
        for (int i = 0; i < 100; i++) {
            client.introspect(new PresentedToken("disliked"));
        }

        assertThat(endpoint.calls()).isEqualTo(100);
        assertThat(client.withheld()).isZero();
    }

    @Attack(275)
    @Test
    void makesNoMoreCallsAtOnceThanAllowed() {
        IntrospectionClient narrow = client(ClientAuthentication.basic("api", "s"), 1);
        endpoint.serve(exchange -> {
            narrow.introspect(new PresentedToken("while another call is under way"));
            LocalIssuer.json(exchange, "{\"active\":false}");
        });

        // Tried again where the machine was so slow that the first call had given up.
        Awaitility.await().until(() -> {
            narrow.introspect(TOKEN);
            return narrow.withheld() > 0;
        });
    }

    @Test
    void letsABurstWaitForAnIssuerThatAnswers() throws Exception {
        IntrospectionClient narrow = client(ClientAuthentication.basic("api", "s"), 1);

        Callable<IntrospectionAnswer> call = () -> narrow.introspect(TOKEN);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        try {
            // Tried again where the machine was so slow that a call took as long as anybody waits.
            Awaitility.await()
                    .until(() -> threads.invokeAll(Collections.nCopies(4, call)).stream()
                            .allMatch(IntrospectionClientTest::isInactive));
        } finally {
            threads.shutdownNow();
        }
        assertThat(endpoint.calls()).isGreaterThanOrEqualTo(4);
    }

    @Attack(283)
    @Test
    void sendsTokensToTrustworthyPlacesOnly() {
        for (String location : new String[] {"http://issuer.example/introspect", "null", "ftp://localhost/"}) {
            issuer.serveMetadata(exchange -> LocalIssuer.json(
                    exchange,
                    "{\"issuer\":\"" + issuer.issuer() + "\",\"introspection_endpoint\":\"" + location + "\"}"));
            assertThat(client.introspect(TOKEN)).isInstanceOf(Failed.class);
        }
        assertThat(endpoint.calls()).isZero();
    }

    @Test
    void findsTheEndpointAgainWhenItHasMoved() {
        assertThat(client.introspect(TOKEN)).isInstanceOf(Inactive.class);
        endpoint.serve(LocalIssuer.status(404));
        issuer.serve("/o/moved", answering("{\"active\":true}"));
        issuer.serveMetadata(answering("{\"issuer\":\"" + issuer.issuer() + "\",\"introspection_endpoint\":\""
                + issuer.issuer() + "/moved\"}"));

        assertThat(client.introspect(TOKEN)).isInstanceOf(Failed.class);
        assertThat(client.introspect(TOKEN)).isInstanceOf(Active.class);
    }

    @Test
    void asksWhereItIsTold() {
        issuer.serveMetadata(LocalIssuer.status(404));
        IntrospectionClient told = new IntrospectionClient(
                IntrospectionEndpoint.at(URI.create(endpoint.uri())), ClientAuthentication.post("a", "b"), 1, clock);

        assertThat(told.introspect(TOKEN)).isInstanceOf(Inactive.class);
    }

    private static boolean isInactive(Future<IntrospectionAnswer> answer) {
        try {
            return answer.get() instanceof Inactive;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private IntrospectionClient client(ClientAuthentication authentication, int maxCalls) {
        return new IntrospectionClient(
                IntrospectionEndpoint.of(new IssuerUri(issuer.issuer())), authentication, maxCalls, clock);
    }

    private Map<String, Object> assertion(IntrospectionClient signing, PublicKeySet keys) {
        signing.introspect(TOKEN);
        return ClientAssertion.parse(endpoint.lastForm().get("client_assertion"))
                .flatMap(assertion -> assertion.claimsSignedBy(keys))
                .orElseThrow();
    }

    private static HttpHandler answering(String body) {
        return exchange -> LocalIssuer.json(exchange, body);
    }
}

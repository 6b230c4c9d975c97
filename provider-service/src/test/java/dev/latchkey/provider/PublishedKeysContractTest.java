package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.PRIVATE_KEY_JWT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that publish their keys at a {@code jwks_uri} (RFC 7591 §2). */
@OnEachDatabase
final class PublishedKeysContractTest {
    private static final ECKey OLD = Assertions.ec("old");
    private static final ECKey NEW = Assertions.ec("new");

    private final RunningProvider provider;
    private final RemoteServer server = RunningProvider.REMOTE;

    PublishedKeysContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
    }

    @AfterEach
    void fallSilent() {
        server.reply("");
    }

    @Test
    @Contract(114)
    void knowsAClientByAPublishedKeyThroughARotation() {
        TestClient client =
                publishingAt(server.uri("/rotation/" + server.requests()).toString());
        publish(OLD);
        assertThat(present(client, OLD).status()).isEqualTo(200);
        assertError(present(client, NEW), 401, "invalid_client");

        publish(OLD, NEW);
        provider.clock().advance(Duration.ofSeconds(30));
        assertThat(present(client, NEW).status()).isEqualTo(200);
        assertThat(present(client, OLD).status()).isEqualTo(200);

        publish(NEW);
        provider.clock().advance(Duration.ofMinutes(5));
        assertError(present(client, OLD), 401, "invalid_client");
        assertThat(present(client, NEW).status()).isEqualTo(200);
    }

    @Test
    @Attack(215)
    void asksNobodyWhomARequestNames() {
        try (RemoteServer named = new RemoteServer()) {
            TestClient client = publishingAt(RunningProvider.REMOTE.uri("/none").toString());
            String host = named.uri("").getAuthority();
            for (Map<String, String> headers : List.of(
                    Map.of("X-Forwarded-Host", host, "X-Forwarded-Proto", "http"),
                    Map.of("Forwarded", "host=" + host),
                    Map.of(
                            "Origin",
                            named.origin(),
                            "Referer",
                            named.uri("/jwks").toString()),
                    Map.of("X-Original-URL", named.uri("/jwks").toString()))) {
                provider.http()
                        .token(
                                headers,
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                client.id(),
                                "client_assertion_type",
                                Assertions.TYPE,
                                "client_assertion",
                                "eyJhbGciOiJFUzI1NiIsImprdSI6ImEifQ.e30.AAAA",
                                "jwks_uri",
                                named.uri("/jwks").toString());
            }
            assertThat(named.requests()).isZero();
        }
    }

    @Test
    @Attack({211, 213})
    void asksNobodyInsideForKeys() {
        try (RemoteServer inside = new RemoteServer()) {
            TestClient client = publishingAt(inside.uri("/jwks").toString());

            assertError(present(client, OLD), 401, "invalid_client");
            assertThat(inside.requests()).isZero();
        }
    }

    private void publish(ECKey... keys) {
        ECKey[] open = Arrays.stream(keys).map(ECKey::toPublicJWK).toArray(ECKey[]::new);
        server.replyJson(Assertions.jwks(open), "Cache-Control: no-cache\r\n");
    }

    private TestClient publishingAt(String uri) {
        return provider.registrations()
                .authenticatedBy(new ClientAuthentication(Set.of(PRIVATE_KEY_JWT), ClientKeys.Remote.parse(uri)));
    }

    private Answer present(TestClient client, ECKey key) {
        String assertion = Assertions.signed(
                key, Assertions.claims(client.id(), provider.clock().instant()).build());
        return provider.http()
                .token(
                        Map.of(),
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        assertion);
    }
}

package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_JWT;
import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientRegistration;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.protocol.ServerSecrets;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Several secrets of one client, and guesses at them. */
@OnEachDatabase
final class ClientSecretContractTest {
    private static final String[] CREDENTIALS = {"grant_type", "client_credentials"};

    private final RunningProvider provider;
    private final Http http;
    private final TestClient client;

    ClientSecretContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        client = provider.registrations().confidential(CLIENT_CREDENTIALS);
    }

    @Test
    @Attack(161)
    void acceptsTheOldSecretUntilTheOverlapIsOver() {
        TestClient renewed = rotated(client, Duration.ofHours(24));

        eventuallyAccepted(renewed);
        assertThat(http.token(client, CREDENTIALS).status()).isEqualTo(200);
        provider.clock().advance(Duration.ofHours(24));
        assertError(http.token(client, CREDENTIALS), 401, "invalid_client");
        assertThat(http.token(renewed, CREDENTIALS).status()).isEqualTo(200);
    }

    @Test
    @Attack(161)
    void endsTheOldSecretAtOnceWithoutOverlap() {
        TestClient renewed = rotated(client, Duration.ZERO);

        eventuallyAccepted(renewed);
        assertError(http.token(client, CREDENTIALS), 401, "invalid_client");
    }

    @Test
    @Attack(161)
    void rotatesTheSecretsOfAssertionsToo() {
        ClientAuthentication byJwt = new ClientAuthentication(Set.of(CLIENT_SECRET_JWT), null);
        TestClient old = provider.registrations().authenticatedBy(byJwt);
        TestClient renewed = rotated(old, Duration.ofHours(1));

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(asserted(renewed).status()).isEqualTo(200));
        assertThat(asserted(old).status()).isEqualTo(200);
    }

    private Answer asserted(TestClient client) {
        String assertion = Assertions.authenticated(
                client.secret(), Assertions.claims(client.id(), now()).build());
        return http.token(
                java.util.Map.of(),
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                Assertions.TYPE,
                "client_assertion",
                assertion);
    }

    @Test
    void keepsFiveLiveSecretsAtMost() {
        for (int i = 0; i < 4; i++) {
            rotated(client, Duration.ofHours(1));
        }

        assertThat(add(client, Duration.ofHours(1), "one too many")).isFalse();
        provider.clock().advance(Duration.ofHours(1));
        assertThat(add(client, Duration.ofHours(1), "room again")).isTrue();
    }

    @Test
    void keysAHashAnewAtItsNextUse() {
        ClientId id = new ClientId(client.id());
        ClientSecretHash current = stored(id);
        // What a process whose first server secret is the other one would have kept; the provider reads both.
        ClientSecretHasher before =
                new ClientSecretHasher(ServerSecrets.parse(RunningProvider.OLD_SECRET + "," + RunningProvider.SECRET));
        ClientSecretHasher now = new ClientSecretHasher(ServerSecrets.parse(RunningProvider.SECRET));
        provider.registrations()
                .clients()
                .rekeySecret(id, current, before.rekeyed(current, id, client.secret()), now());
        assertThat(now.isOld(stored(id))).isTrue();

        assertThat(http.token(client, CREDENTIALS).status()).isEqualTo(200);

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(now.isOld(stored(id))).isFalse());
        assertThat(now.matches(stored(id), id, client.secret())).isTrue();
        assertThat(http.token(client, CREDENTIALS).status()).isEqualTo(200);
    }

    @Test
    @Contract(6)
    @Attack({106, 153})
    void slowsDownWhoeverGuessesAndNobodyElse() {
        TestClient other = provider.registrations().confidential(CLIENT_CREDENTIALS);
        for (int i = 0; i < 20; i++) {
            assertError(http.token(Http.basic(client.id(), "guess" + i), CREDENTIALS), 401, "invalid_client");
        }

        Answer limited = http.token(Http.basic(client.id(), "guess"), CREDENTIALS);

        assertError(limited, 429, "too_many_requests");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 61);
        assertError(http.token(client, CREDENTIALS), 429, "too_many_requests");
        assertThat(http.token(other, CREDENTIALS).status()).isEqualTo(200);
        provider.clock().advance(Duration.ofMinutes(1));
        assertThat(http.token(client, CREDENTIALS).status()).isEqualTo(200);
    }

    private void eventuallyAccepted(TestClient renewed) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() ->
                        assertThat(http.token(renewed, CREDENTIALS).status()).isEqualTo(200));
    }

    private TestClient rotated(TestClient old, Duration overlap) {
        ClientId id = new ClientId(old.id());
        ClientAuthentication how = provider.registrations()
                .clients()
                .find(id)
                .orElseThrow()
                .credentials()
                .authentication();
        ClientRegistration.NewSecret secret = new ClientRegistration(
                        new ClientSecretHasher(ServerSecrets.parse(RunningProvider.SECRET)),
                        new SecureRandom(),
                        provider.clock())
                .newSecret(id, how);
        assertThat(provider.registrations().clients().addSecret(id, secret.stored(), now().plus(overlap), now()))
                .isTrue();
        return new TestClient(old.id(), secret.secret().reveal());
    }

    private boolean add(TestClient old, Duration overlap, String secret) {
        ClientId id = new ClientId(old.id());
        ClientSecretHash hash =
                new ClientSecretHasher(ServerSecrets.parse(RunningProvider.SECRET)).hash(id, secret, now());
        return provider.registrations().clients().addSecret(id, hash, now().plus(overlap), now());
    }

    private ClientSecretHash stored(ClientId id) {
        return provider.registrations()
                .clients()
                .find(id)
                .orElseThrow()
                .credentials()
                .secrets()
                .get(0);
    }

    private Instant now() {
        return provider.clock().instant();
    }
}

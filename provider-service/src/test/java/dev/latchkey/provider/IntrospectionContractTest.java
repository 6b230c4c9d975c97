package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE G: introspection (RFC 7662). */
@OnEachDatabase
final class IntrospectionContractTest {
    private static final String PATH = "/o/introspect/";
    private static final String INACTIVE = "{\"active\":false}";
    private static final String API = "http://localhost:8080";

    private final RunningProvider provider;
    private final Http http;
    private final TestClient jwt;
    private final TestClient opaque;

    IntrospectionContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        jwt = client(TokenFormat.JWT, "read", "write", "introspection");
        opaque = client(TokenFormat.OPAQUE, "read", "write", "introspection");
    }

    @Test
    @Contract(84)
    void tellsEverythingOfAUsersToken() {
        for (TestClient client : new TestClient[] {jwt, opaque}) {
            String user = provider.registrations().user();
            Answer issued = logIn(client, user);

            Answer answer = introspect(client, issued.text("access_token"));

            JsonNode token = answer.json();
            assertThat(token.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder(
                            "active",
                            "scope",
                            "client_id",
                            "username",
                            "auth_time",
                            "exp",
                            "aud",
                            "sub",
                            "iss",
                            "iat",
                            "token_type",
                            "jti");
            assertThat(token.path("active").asBoolean()).isTrue();
            assertThat(token.path("scope").asText()).isEqualTo("read write");
            assertThat(token.path("client_id").asText()).isEqualTo(client.id());
            assertThat(token.path("username").asText()).isEqualTo(user);
            assertThat(token.path("aud").asText()).isEqualTo(API);
            assertThat(token.path("sub").asText())
                    .isEqualTo(Long.toString(provider.registrations().userId(user)));
            assertThat(token.path("iss").asText()).isEqualTo("http://localhost:8000/o");
            assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
            assertThat(token.path("exp").asLong() - token.path("iat").asLong())
                    .isEqualTo(issued.json().path("expires_in").asLong());
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Content-Type")).startsWith("application/json");
        }
    }

    @Test
    @Contract(84)
    void tellsThatAClientsOwnTokenStandsForNobodyElse() {
        for (TestClient client : new TestClient[] {jwt, opaque}) {
            JsonNode token = introspect(client, own(client)).json();

            assertThat(token.path("active").asBoolean()).isTrue();
            assertThat(token.path("sub").asText()).isEqualTo(client.id());
            assertThat(token.has("username")).isFalse();
        }
    }

    @Test
    @Contract(85)
    @Attack({80, 197, 206})
    void saysNothingButInactiveOfWhatIsNotGood() {
        Answer issued = logIn(jwt, provider.registrations().user());
        Answer replaced = logIn(opaque, provider.registrations().user());
        http.token(opaque, "grant_type", "refresh_token", "refresh_token", replaced.text("refresh_token"));

        Stream.of(
                        "nonsense",
                        "lk_at_" + "A".repeat(54),
                        "a.b.c",
                        issued.text("refresh_token"),
                        replaced.text("access_token"),
                        issued.text("access_token") + "x")
                .forEach(token -> assertThat(introspect(jwt, token).body()).isEqualTo(INACTIVE));
        assertThat(introspect(opaque, replaced.text("access_token")).body()).isEqualTo(INACTIVE);
        assertThat(http.post(
                                PATH,
                                Http.basic(jwt.id(), jwt.secret()),
                                Http.encode("token", "nonsense", "callback", "alert"))
                        .body())
                .isEqualTo(INACTIVE);
    }

    @Test
    @Contract(85)
    void aTokenIsInactiveAtItsExpiry() {
        for (TestClient client : new TestClient[] {jwt, opaque}) {
            Answer issued = logIn(client, provider.registrations().user());
            String own = own(client);
            provider.clock().advance(Duration.ofHours(1));

            assertThat(introspect(client, issued.text("access_token")).body()).isEqualTo(INACTIVE);
            assertThat(introspect(client, own).body()).isEqualTo(INACTIVE);
        }
    }

    @Test
    @Contract(85)
    @Attack(198)
    void revokedAndDisabledCountAtOnce() {
        for (TestClient client : new TestClient[] {jwt, opaque}) {
            String user = provider.registrations().user();
            Answer revoked = logIn(client, user);
            Answer orphaned = logIn(client, user);
            http.post(
                    "/o/revoke_token/",
                    Http.basic(client.id(), client.secret()),
                    Http.encode("token", revoked.text("refresh_token")));

            assertThat(introspect(client, revoked.text("access_token")).body()).isEqualTo(INACTIVE);
            assertThat(introspect(client, orphaned.text("access_token"))
                            .json()
                            .path("active")
                            .asBoolean())
                    .isTrue();
            provider.registrations().users().disable(provider.registrations().userId(user));
            assertThat(introspect(client, orphaned.text("access_token")).body()).isEqualTo(INACTIVE);
        }
    }

    @Test
    @Contract({86, 87, 88})
    @Attack(195)
    void takesTokensFromClientsThatProveWhoTheyAre() {
        String token = own(jwt);
        assertThat(introspect(jwt, token).status()).isEqualTo(200);
        assertThat(http.post(
                                PATH,
                                Map.of(),
                                Http.encode("client_id", jwt.id(), "client_secret", jwt.secret(), "token", token))
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();

        assertError(http.post(PATH, Http.basic(jwt.id(), jwt.secret()), Http.encode("a", "b")), 400, "invalid_request");
        assertError(http.post(PATH, Map.of(), Http.encode("token", token)), 401, "invalid_client");
        assertThat(http.post(PATH, Map.of(), Http.encode("token", token)).header("WWW-Authenticate"))
                .startsWith("Basic");
        TestClient app = provider.registrations().publicClient(PASSWORD);
        assertError(
                http.post(PATH, Map.of(), Http.encode("client_id", app.id(), "token", token)), 401, "invalid_client");
        assertThat(http.get(PATH + "?token=" + token).status()).isEqualTo(405);
        assertError(
                http.post(PATH + "?token=x", Http.basic(jwt.id(), jwt.secret()), Http.encode("token", token)),
                400,
                "invalid_request");
    }

    @Test
    @Contract(87)
    void takesABearerTokenWithTheScopeIntrospection() {
        for (TestClient client : new TestClient[] {jwt, opaque}) {
            String pass = http.token(client, "grant_type", "client_credentials", "scope", "introspection")
                    .text("access_token");

            Answer answer = http.post(PATH, bearer(pass), Http.encode("token", own(client)));
            Answer weak = http.post(PATH, bearer(own(client)), Http.encode("token", pass));
            Answer bad = http.post(PATH, bearer("nonsense"), Http.encode("token", pass));

            assertThat(answer.json().path("active").asBoolean()).isTrue();
            assertError(weak, 401, "invalid_token");
            assertError(bad, 401, "invalid_token");
            assertThat(bad.header("WWW-Authenticate")).contains("Bearer", "invalid_token");
        }
    }

    @Test
    @Contract(89)
    @Attack(196)
    void tellsOnlyTheTokensClientAndTheResource() {
        TestClient stranger = provider.registrations().confidential(CLIENT_CREDENTIALS);
        TestClient api = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        new ClientPermissions(Set.of(), ScopeSet.empty(), ScopeSet.empty(), java.util.List.of())
                                .introspectingFor(Set.of(API)),
                        ClientTokens.of(TokenFormat.JWT));
        TestClient musician = client(TokenFormat.JWT, "music:read");
        String token = own(jwt);

        assertThat(introspect(stranger, token).body()).isEqualTo(INACTIVE);
        assertThat(introspect(api, token).json().path("active").asBoolean()).isTrue();
        assertThat(introspect(api, own(opaque)).json().path("active").asBoolean())
                .isTrue();
        assertThat(introspect(api, own(musician)).body()).isEqualTo(INACTIVE);
    }

    @Test
    @Attack(207)
    void answersEachCallerForItselfHoweverTheyTakeTurns() {
        TestClient api = introspecting(API);
        TestClient stranger = introspecting("https://elsewhere.example");

        for (TestClient client : new TestClient[] {jwt, opaque}) {
            String token = own(client);
            for (int turn = 0; turn < 2; turn++) {
                assertThat(introspect(api, token).text("aud")).isEqualTo(API);
                assertThat(introspect(stranger, token).body()).isEqualTo(INACTIVE);
            }
        }
    }

    private TestClient introspecting(String resource) {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        new ClientPermissions(Set.of(), ScopeSet.empty(), ScopeSet.empty(), java.util.List.of())
                                .introspectingFor(Set.of(resource)),
                        ClientTokens.of(TokenFormat.JWT));
    }

    private TestClient client(TokenFormat format, String... scopes) {
        ScopeSet all = ScopeSet.of(scopes);
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(all, ScopeSet.empty(), CLIENT_CREDENTIALS, PASSWORD, REFRESH_TOKEN),
                        ClientTokens.of(format));
    }

    private String own(TestClient client) {
        return http.token(client, "grant_type", "client_credentials").text("access_token");
    }

    private Answer logIn(TestClient client, String user) {
        return http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private Answer introspect(TestClient caller, String token) {
        return http.post(PATH, Http.basic(caller.id(), caller.secret()), Http.encode("token", token));
    }

    private static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }
}

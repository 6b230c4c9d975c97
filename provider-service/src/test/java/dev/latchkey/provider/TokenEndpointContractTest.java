package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE A: the token endpoint in general, and client_credentials. */
@OnEachDatabase
final class TokenEndpointContractTest {
    private static final String[] CREDENTIALS = {"grant_type", "client_credentials"};

    private final RunningProvider provider;
    private final Http http;
    private final TestClient client;

    TokenEndpointContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        client = provider.registrations().confidential(CLIENT_CREDENTIALS);
    }

    @Test
    @Contract(1)
    @Attack(117)
    void givesAClientATokenForItself() {
        Answer answer = http.token(client, CREDENTIALS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.text("scope")).isEqualTo("read write groups");
        assertThat(answer.json().path("expires_in").asLong()).isEqualTo(1800);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    @Contract(1)
    @Attack(121)
    void namesTheClientAsTheSubjectOfItsOwnToken() {
        Answer answer = http.token(client, CREDENTIALS);

        assertThat(answer.claims().path("sub").asText()).isEqualTo(client.id());
        assertThat(answer.claims().path("client_id").asText()).isEqualTo(client.id());
        assertThat(answer.claims().path("iss").asText()).isEqualTo("http://localhost:8000/o");
        assertThat(answer.claims().path("aud").asText()).isEqualTo("http://localhost:8080");
        assertThat(answer.claims().has("username")).isFalse();
        assertThat(client.id()).doesNotMatch("[0-9]+");
    }

    @Test
    @Contract(2)
    void takesTheCredentialsFromTheBody() {
        Answer answer = http.token(
                Map.of(),
                "grant_type",
                "client_credentials",
                "client_id",
                client.id(),
                "client_secret",
                client.secret());

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    @Contract(2)
    @Attack({147, 151})
    void refusesTwoWaysOfAuthenticatingAtOnce() {
        Answer both = http.token(client, "grant_type", "client_credentials", "client_secret", client.secret());
        Answer other = http.token(client, "grant_type", "client_credentials", "client_id", "another");
        Answer same = http.token(client, "grant_type", "client_credentials", "client_id", client.id());

        assertError(both, 400, "invalid_request");
        assertError(other, 400, "invalid_request");
        assertThat(same.status()).isEqualTo(200);
    }

    @Test
    @Contract(3)
    void givesTheDefaultScopesOrThoseOfTheFirstResource() {
        ScopeSet all = ScopeSet.of("music:read", "groups", "read");
        TestClient withDefault = register(all, ScopeSet.of("music:read"));
        TestClient without = register(all, ScopeSet.empty());

        assertThat(http.token(withDefault, CREDENTIALS).text("scope")).isEqualTo("music:read");
        assertThat(http.token(withDefault, CREDENTIALS).claims().path("aud").asText())
                .isEqualTo("https://music.example/api");
        assertThat(http.token(without, CREDENTIALS).text("scope")).isEqualTo("read groups");
        assertThat(http.token(without, CREDENTIALS).claims().path("aud").asText())
                .isEqualTo("http://localhost:8080");
    }

    @Test
    @Contract(4)
    @Attack(43)
    void givesNoMoreThanTheScopeAskedFor() {
        Answer answer = http.token(client, "grant_type", "client_credentials", "scope", "read");

        assertThat(answer.text("scope")).isEqualTo("read");
        assertThat(answer.claims().path("scope").asText()).isEqualTo("read");
    }

    @Test
    @Contract(5)
    @Attack({41, 42, 120})
    void refusesScopesTheClientMayNotHave() {
        TestClient reader = register(ScopeSet.of("read", "music:read"), ScopeSet.of("read"));
        List<String> bad = List.of(
                "admin",
                "write",
                "read write",
                "openid",
                "offline_access",
                "read music:read",
                "read  read",
                " read",
                "read ",
                "read\tread",
                "\"read\"",
                "read\\",
                "réad",
                "READ",
                "x".repeat(50_000),
                "read ".repeat(10_000));

        for (String scope : bad) {
            assertError(http.token(reader, "grant_type", "client_credentials", "scope", scope), 400, "invalid_scope");
        }
    }

    @Test
    @Contract({6, 7, 8})
    @Attack({146, 149})
    void answersTheSameToAWrongSecretAndToAStranger() {
        Answer wrong = http.token(Http.basic(client.id(), "wrong"), CREDENTIALS);
        Answer stranger = http.token(Http.basic("stranger", "wrong"), CREDENTIALS);
        Answer impossible = http.token(Http.basic("no\u0000body", "wrong"), CREDENTIALS);
        Answer wrongInBody = http.token(
                Map.of(), "grant_type", "client_credentials", "client_id", client.id(), "client_secret", "wrong");
        Answer nobody = http.token(Map.of(), CREDENTIALS);
        Answer idAlone = http.token(Map.of(), "grant_type", "client_credentials", "client_id", client.id());

        for (Answer answer : List.of(wrong, stranger, impossible, wrongInBody, nobody, idAlone)) {
            assertError(answer, 401, "invalid_client");
            assertThat(answer.body()).isEqualTo(wrong.body());
        }
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(stranger.header("WWW-Authenticate")).isEqualTo(wrong.header("WWW-Authenticate"));
        assertThat(wrongInBody.header("WWW-Authenticate")).isEmpty();
    }

    @Test
    @Contract(9)
    @Attack(109)
    void refusesAGrantTheClientIsNotRegisteredFor() {
        TestClient legacy = provider.registrations().confidential(PASSWORD);

        assertError(http.token(legacy, CREDENTIALS), 400, "unauthorized_client");
    }

    @Test
    @Contract(10)
    @Attack({109, 113, 116})
    void refusesAMissingOrUnknownGrantType() {
        assertError(http.token(client, "scope", "read"), 400, "invalid_request");
        assertError(http.token(client, "grant_type", ""), 400, "invalid_request");
        assertError(http.token(client), 400, "invalid_request");
        assertError(http.token(client, "grant_type", "telepathy"), 400, "unsupported_grant_type");
        assertError(http.token(client, "grant_type", "x".repeat(10_000)), 400, "unsupported_grant_type");
    }

    @Test
    @Contract(11)
    @Attack({108, 152})
    void refusesParametersInTheUrl() {
        Map<String, String> basic = Http.basic(client.id(), client.secret());

        assertError(http.post("/o/token/?grant_type=client_credentials", basic, "scope=read"), 400, "invalid_request");
        assertError(http.post("/o/token/?scope=read", basic, "grant_type=client_credentials"), 400, "invalid_request");
        assertError(
                http.post(
                        "/o/token/?client_id=" + client.id() + "&client_secret=" + client.secret(),
                        Map.of(),
                        "grant_type=client_credentials"),
                400,
                "invalid_request");
    }

    @Test
    @Contract(12)
    @Attack(111)
    void refusesAParameterSentTwice() {
        assertError(
                http.token(client, "grant_type", "client_credentials", "grant_type", "client_credentials"),
                400,
                "invalid_request");
        assertError(
                http.token(client, "grant_type", "client_credentials", "scope", "read", "scope", "write"),
                400,
                "invalid_request");
        assertError(
                http.token(client, "grant_type", "client_credentials", "other", "", "other", ""),
                400,
                "invalid_request");
        assertThat(http.token(
                                client,
                                "grant_type",
                                "client_credentials",
                                "resource",
                                "http://localhost:8080",
                                "resource",
                                "http://localhost:8080")
                        .json()
                        .path("error_description")
                        .asText())
                .doesNotContain("sent twice");
    }

    @Test
    @Contract(13)
    @Attack(112)
    void refusesABodyThatIsNoForm() {
        for (String type : List.of(
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded; charset=utf-16",
                "garbage",
                "application/x-www-form-urlencoded; charset=")) {
            Answer answer = http.post(
                    "/o/token/",
                    Map.of("Content-Type", type, "Authorization", basic()),
                    "grant_type=client_credentials");

            assertError(answer, 415, "unsupported_media_type");
        }
    }

    @Test
    @Attack({118, 119})
    void takesOnlyTheMethodsThatItNames() {
        for (String endpoint : List.of(
                "token",
                "revoke_token",
                "introspect",
                "par",
                "device-authorization",
                "authorize",
                "login",
                "logout",
                "device",
                "account",
                "status",
                ".well-known/jwks.json",
                ".well-known/oauth-authorization-server")) {
            String path = "/o/" + endpoint + (endpoint.startsWith(".") ? "" : "/");
            for (String method : List.of("PUT", "DELETE", "PATCH", "TRACE")) {
                Answer answer = http.send(method, path, Map.of("X-HTTP-Method-Override", "GET"), new byte[0]);
                assertThat(answer.status()).as(method + " " + path).isEqualTo(405);
                assertThat(answer.header("Allow")).as(method + " " + path).containsAnyOf("GET", "POST");
            }
        }
    }

    @Test
    @Contract(14)
    @Attack({108, 118, 119})
    void takesNothingButPost() {
        for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "TRACE")) {
            Answer answer = http.send(method, "/o/token/", Map.of("Authorization", basic()), new byte[0]);

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).contains("POST");
            assertThat(answer.text("error")).isEqualTo("method_not_allowed");
        }
        assertThat(http.send("HEAD", "/o/token/", Map.of(), new byte[0]).status())
                .isEqualTo(405);
        assertThat(http.send(
                                "GET",
                                "/o/token/",
                                Map.of("X-HTTP-Method-Override", "POST", "Authorization", basic()),
                                new byte[0])
                        .status())
                .isEqualTo(405);
    }

    @Test
    @Contract(15)
    void decodesTheFormEncodingInsideBasicCredentials() {
        String escaped = client.id().replace("c", "%63") + ":" + client.secret();
        String header = "bAsIc " + Base64.getEncoder().encodeToString(escaped.getBytes(StandardCharsets.UTF_8));

        assertThat(http.token(Map.of("Authorization", header), CREDENTIALS).status())
                .isEqualTo(200);
    }

    @Test
    @Contract(16)
    @Attack({113, 114, 150})
    void answersGarbageWithAClientError() {
        List<String> headers = List.of(
                "Basic",
                "Basic ",
                "Basic !!!!",
                "Basic " + Base64.getEncoder().encodeToString("no colon".getBytes(StandardCharsets.UTF_8)),
                "Basic " + Base64.getEncoder().encodeToString("%zz:%".getBytes(StandardCharsets.UTF_8)),
                "Basic " + Base64.getEncoder().encodeToString(new byte[] {(byte) 0xFF, ':', (byte) 0xFE}),
                "Basic " + Base64.getEncoder().encodeToString((client.id() + ":").getBytes(StandardCharsets.UTF_8)),
                "Bearer " + client.secret(),
                "Digest x");
        for (String header : headers) {
            assertError(http.token(Map.of("Authorization", header), CREDENTIALS), 401, "invalid_client");
        }
        for (String body :
                List.of("grant_type=%zz", "%", "grant_type=%c0%ae", "a=%ff", "a=%ed%a0%80", "&&&", "=", "\u0000")) {
            Answer answer = http.post("/o/token/", Map.of("Authorization", basic()), body);

            assertError(answer, 400, "invalid_request");
        }
    }

    @Test
    @Contract(16)
    @Attack({114, 115})
    void refusesBodiesThatAreTooLargeHoweverTheyArePacked() throws java.io.IOException {
        byte[] megabyte = ("a=" + "x".repeat(1_000_000)).getBytes(StandardCharsets.UTF_8);
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(megabyte);
        }

        assertError(http.post("/o/token/", Map.of("Authorization", basic()), megabyte), 413, "request_too_large");
        assertError(
                http.post(
                        "/o/token/",
                        Map.of("Authorization", basic(), "Content-Encoding", "gzip"),
                        packed.toByteArray()),
                413,
                "request_too_large");
        assertError(
                http.post("/o/token/", Map.of("Authorization", basic()), "a=1&b=2&".repeat(1_000)),
                400,
                "invalid_request");
        assertThat(http.token(client, CREDENTIALS).status()).isEqualTo(200);
    }

    @Test
    @Contract(17)
    void refusesADisabledClientWithinASecond() {
        assertThat(http.token(client, CREDENTIALS).status()).isEqualTo(200);

        provider.registrations()
                .clients()
                .disable(new ClientId(client.id()), provider.clock().instant());

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertError(http.token(client, CREDENTIALS), 401, "invalid_client"));
    }

    @Test
    @Contract(18)
    @Attack(258)
    void keepsNoSecretInTheDatabase() {
        String rows = provider.database()
                .withHandle(handle -> handle.createQuery("SELECT client_id, secret_hash FROM oauth_client_secret")
                        .map((row, context) -> new String(row.getBytes(1), StandardCharsets.UTF_8)
                                + new String(row.getBytes(2), StandardCharsets.ISO_8859_1))
                        .list()
                        .toString());

        assertThat(rows).contains(client.id()).doesNotContain(client.secret());
    }

    @Test
    @Contract(19)
    void enforcesTheLifetimeItAnnounces() {
        TestClient brief = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), CLIENT_CREDENTIALS, PASSWORD),
                        new ClientTokens(TokenFormat.JWT, Duration.ofMinutes(5), null, null, true));

        Answer own = http.token(brief, CREDENTIALS);
        Answer byGrant = http.token(client, CREDENTIALS);
        TestClient general = provider.registrations().confidential(PASSWORD);
        Answer byDefault = http.token(
                general,
                "grant_type",
                "password",
                "username",
                provider.registrations().user(),
                "password",
                Registrations.PASSWORD);

        assertThat(lifetime(own))
                .isEqualTo(300)
                .isEqualTo(own.json().path("expires_in").asLong());
        assertThat(lifetime(byGrant))
                .isEqualTo(1800)
                .isEqualTo(byGrant.json().path("expires_in").asLong());
        assertThat(lifetime(byDefault))
                .isEqualTo(3600)
                .isEqualTo(byDefault.json().path("expires_in").asLong());
    }

    @Test
    @Contract(20)
    @Attack({206, 241})
    void answersErrorsInJsonWhateverIsAccepted() {
        Answer answer = http.token(
                Map.of("Accept", "text/html, application/xml;q=0.9, application/json;q=0", "Authorization", basic()),
                "grant_type",
                "nonsense",
                "callback",
                "alert");

        assertError(answer, 400, "unsupported_grant_type");
        assertThat(answer.text("error_description")).endsWith(".");
        assertThat(answer.body()).startsWith("{").doesNotContain("alert");
    }

    @Test
    @Attack(240)
    void knowsOnlyTheExactPath() {
        for (String path :
                List.of("/o/token;x=1", "/o/./token/", "//o/token/", "/o/%74oken;x", "/o/token/.json", "/O/token/")) {
            Answer answer = http.post(path, Map.of("Authorization", basic()), "grant_type=client_credentials");

            assertThat(answer.status()).as(path).isIn(400, 404);
        }
        assertThat(http.post("/o/token", Map.of("Authorization", basic()), "grant_type=client_credentials")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void issuesOpaqueTokensToClientsRegisteredForThem() {
        TestClient opaque = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));

        Answer answer = http.token(opaque, CREDENTIALS);

        assertThat(answer.text("access_token")).startsWith("lk_ct_").doesNotContain(".");
    }

    private TestClient register(ScopeSet scopes, ScopeSet defaults) {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(scopes, defaults, CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.JWT));
    }

    private String basic() {
        return Http.basic(client.id(), client.secret()).get("Authorization");
    }

    private static long lifetime(Answer answer) {
        return answer.claims().path("exp").asLong()
                - answer.claims().path("iat").asLong();
    }

    static void assertError(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("error_description")).isNotEmpty();
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }
}

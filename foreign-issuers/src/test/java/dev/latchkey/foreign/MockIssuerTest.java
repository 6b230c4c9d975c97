package dev.latchkey.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.foreign.Shop.Settings;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** mock-oauth2-server: JWTs of {@code typ} JWT, the client in {@code azp}. */
class MockIssuerTest extends ForeignIssuerContract {
    private static final String CONFIGURATION = """
            {"interactiveLogin": false, "tokenCallbacks": [
              {"issuerId": "shop", "tokenExpiry": 600, "requestMappings": [
                {"requestParam": "scope", "match": "read",
                 "claims": {"sub": "robot", "azp": "robot", "aud": ["https://api.example.com"], "scope": "read"}},
                {"requestParam": "scope", "match": "write",
                 "claims": {"sub": "robot", "azp": "robot", "aud": ["https://api.example.com"], "scope": "write"}},
                {"requestParam": "scope", "match": "other",
                 "claims": {"sub": "robot", "azp": "robot", "aud": ["https://other.example.com"], "scope": "read"}},
                {"requestParam": "scope", "match": "openid read",
                 "claims": {"sub": "42", "azp": "web", "preferred_username": "alice",
                            "aud": ["https://api.example.com"], "scope": "openid read"}}]}]}
            """;

    private final String server = "http://localhost:" + IssuerProcess.freePort();
    private final String issuer = server + "/shop";

    @Override
    IssuerProcess startIssuer() {
        return IssuerProcess.start(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        classPath(),
                        "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt"),
                Path.of("target"),
                Map.of(
                        "SERVER_HOSTNAME",
                        "127.0.0.1",
                        "SERVER_PORT",
                        server.substring(server.lastIndexOf(':') + 1),
                        "JSON_CONFIG",
                        CONFIGURATION),
                issuer + "/.well-known/openid-configuration",
                Duration.ofMinutes(2));
    }

    @Override
    String bearerAuth() {
        return DocumentedYaml.of(
                "use-with-other-issuers.md", "## mock-oauth2-server", "http://localhost:9000/shop", issuer);
    }

    @Override
    String token(String scope) {
        return client(issuer, scope);
    }

    @Override
    String tokenForAnotherApi() {
        return token("other");
    }

    @Test
    void takesAUsersToken() {
        assertThat(get("/orders", user().path("access_token").asText()).body()).isEqualTo("web alice true");
    }

    @Test
    void refusesATokenOfAnotherIssuerOfTheSameServer() {
        assertThat(get("/orders", client(server + "/another", "read")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesATokenWithoutItsTypeUnlessToldToTakeIt() {
        DropwizardTestSupport<Settings> strict =
                Shop.start("bearerAuth: {issuer: '" + issuer + "', audience: '" + AUDIENCE + "'}\n");
        try {
            assertThat(Http.get(
                                    "http://127.0.0.1:" + strict.getLocalPort() + "/orders",
                                    "Authorization",
                                    "Bearer " + token("read"))
                            .statusCode())
                    .isEqualTo(401);
        } finally {
            strict.after();
        }
    }

    private JsonNode user() {
        return Http.token(
                issuer + "/token",
                Map.of(
                        "grant_type", "password",
                        "username", "alice",
                        "password", "any",
                        "client_id", "web",
                        "client_secret", "any",
                        "scope", "openid read"));
    }

    private static String client(String issuer, String scope) {
        return Http.token(
                        issuer + "/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", "robot",
                                "client_secret", "any",
                                "scope", scope))
                .path("access_token")
                .asText();
    }

    private static String classPath() {
        Path file = Path.of(System.getProperty("latchkey.root"), "foreign-issuers/mock-issuer/target/class-path.txt");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Build foreign-issuers/mock-issuer first: it writes " + file, e);
        }
    }
}

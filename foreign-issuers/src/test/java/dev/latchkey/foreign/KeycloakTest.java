package dev.latchkey.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Keycloak: JWTs of {@code typ} JWT, the audience by a mapper, roles in {@code realm_access.roles}. */
@Tag("slow-issuer")
class KeycloakTest extends ForeignIssuerContract {
    private static final Path HOME = Path.of("target", "keycloak-" + System.getProperty("keycloak.version"));

    private final int port = IssuerProcess.freePort();
    private final String issuer = "http://localhost:" + port + "/realms/shop";

    @Override
    IssuerProcess startIssuer() {
        importRealm();
        return IssuerProcess.start(
                List.of(
                        "bash",
                        "bin/kc.sh",
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--http-management-port=" + IssuerProcess.freePort(),
                        "--hostname=http://localhost:" + port),
                HOME,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "JAVA_OPTS_KC_HEAP", "-Xmx512m"),
                issuer + "/.well-known/openid-configuration",
                Duration.ofMinutes(8));
    }

    @Override
    String bearerAuth() {
        return DocumentedYaml.of(
                "use-with-keycloak.md",
                "# Use the filter with Keycloak",
                "https://keycloak.example.com/realms/shop",
                issuer);
    }

    @Override
    String token(String scope) {
        return client("robot", scope);
    }

    @Override
    String tokenForAnotherApi() {
        return client("elsewhere", "openid");
    }

    @Test
    void takesAUsersToken() {
        assertThat(get("/orders", user("access_token")).body()).isEqualTo("web alice true");
    }

    @Test
    void knowsTheRolesOfTheRealm() {
        assertThat(get("/orders/staff", user("access_token")).statusCode()).isEqualTo(200);
        assertThat(get("/orders/staff", token("read")).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesOtherTokensOfTheUser() {
        assertThat(get("/orders", user("id_token")).statusCode()).isEqualTo(401);
        assertThat(get("/orders", user("refresh_token")).statusCode()).isEqualTo(401);
    }

    private String user(String kind) {
        return request(Map.of(
                        "grant_type", "password",
                        "client_id", "web",
                        "client_secret", "secret",
                        "username", "alice",
                        "password", "alice",
                        "scope", "openid read"))
                .path(kind)
                .asText();
    }

    private String client(String clientId, String scope) {
        return request(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        clientId,
                        "client_secret",
                        "secret",
                        "scope",
                        scope))
                .path("access_token")
                .asText();
    }

    private JsonNode request(Map<String, String> form) {
        return Http.token(issuer + "/protocol/openid-connect/token", new HashMap<>(form));
    }

    private static void importRealm() {
        try {
            Path directory = Files.createDirectories(HOME.resolve("data/import"));
            Files.copy(
                    Path.of("keycloak", "shop-realm.json"),
                    directory.resolve("shop-realm.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

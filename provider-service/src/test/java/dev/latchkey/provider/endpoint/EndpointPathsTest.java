package dev.latchkey.provider.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.testing.Attack;
import jakarta.ws.rs.NotFoundException;
import java.net.URI;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointPathsTest {
    @ParameterizedTest
    @CsvSource({
        "https://id.example/o, /o/token, /o/token",
        "https://id.example/o, /o/token/, /o/token",
        "https://id.example/o, /o/.well-known/jwks.json, /o/.well-known/jwks.json",
        "https://id.example/o, /.well-known/oauth-authorization-server/o, /o/.well-known/oauth-authorization-server",
        "https://id.example/o, /oauth2/access_token, /o/token",
        "https://id.example/o, /oauth2/access_token/, /o/token",
        "https://id.example/o, /sign_up/, /o/sign_up",
        "https://id.example, /token/, /o/token",
        "https://id.example, /.well-known/oauth-authorization-server, /o/.well-known/oauth-authorization-server",
        "https://id.example, /.well-known/jwks.json, /o/.well-known/jwks.json",
        "https://id.example, /oauth2/access_token, /o/token",
        "https://id.example/a/b, /a/b/token, /o/token",
        "https://id.example/a/b, /.well-known/oauth-authorization-server/a/b, /o/.well-known/oauth-authorization-server",
        "https://id.example/auth, /auth/sign_up/, /o/sign_up"
    })
    void leadsTheIssuersPathsToTheEndpoints(String issuer, String requested, String endpoint) {
        assertThat(routed(issuer, requested)).isEqualTo(endpoint);
    }

    @Test
    void knowsEachAddressOfAnEndpoint() {
        EndpointPaths paths = new EndpointPaths(URI.create("https://id.example/auth/"));

        assertThat(paths.spellings("token"))
                .containsExactly("/auth/token", "/auth/token/", "/oauth2/access_token", "/oauth2/access_token/");
        assertThat(new EndpointPaths(URI.create("https://id.example")).spellings("introspect"))
                .containsExactly("/introspect", "/introspect/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://id.example/o, /users/",
        "https://id.example/o, /o",
        "https://id.example/o, /o/elsewhere/",
        "https://id.example/o, /",
        "https://id.example/o, /ox/token",
        "https://id.example/o, /O/token",
        "https://id.example/o, /.well-known/oauth-authorization-server",
        "https://id.example/o, /.well-known/oauth-authorization-server/o/x",
        "https://id.example/auth, /authx/token",
        "https://id.example/auth, /token"
    })
    void leavesOtherPathsAlone(String issuer, String requested) {
        assertThat(routed(issuer, requested)).isEqualTo(requested);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://id.example", "https://id.example/auth", "https://id.example/a/o"})
    void hasNothingUnderTheDefaultPathForAnotherIssuer(String issuer) {
        for (String path : new String[] {"/o/token", "/o/token/", "/o/sign_up", "/o/.well-known/jwks.json"}) {
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> routed(issuer, path));
        }
    }

    @ParameterizedTest
    @Attack(12)
    @ValueSource(
            strings = {
                "/o/token;x=1",
                "/o/token;jsessionid=1/",
                "/o/token/;x",
                "/users;x/..;/o/token",
                "/o/.well-known/jwks.json;x"
            })
    void refusesPathParameters(String path) {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> routed("https://id.example/o", path));
    }

    @ParameterizedTest
    @Attack(240)
    @ValueSource(
            strings = {
                "/o/%74oken/",
                "/%6f/token",
                "/o%2Ftoken",
                "/o/token%2F",
                "/o/token%3Bx",
                "/o//token",
                "//o/token",
                "/o/token//",
                "/o/./token",
                "/o/token/.",
                "/o/%2e/token",
                "/o/x/../token",
                "/x/..;/o/token",
                "/o/token/../../users",
                "/oauth2/acces%73_token",
                "/oauth2//authorize",
                "/sign%5Fup/"
            })
    void hasEachEndpointUnderOneSpelling(String path) {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> routed("https://id.example/o", path));
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> routed("https://id.example/a", path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/a%20b", "/users//1", "/o/elsewhere%2F1", "/tokens/..%2Fx", "/"})
    void leavesOtherSpellingsOfOtherPathsAlone(String path) {
        assertThat(routed("https://id.example", path)).isEqualTo(path);
        assertThat(routed("https://id.example/o", path)).isEqualTo(path);
    }

    @Test
    void keepsTheQuery() {
        ContainerRequest request = request("/oauth2/access_token?a=1%202&b");

        new EndpointPaths(URI.create("https://id.example/o")).filter(request);

        assertThat(request.getRequestUri()).hasToString("http://localhost:8000/o/token?a=1%202&b");
    }

    private static String routed(String issuer, String path) {
        ContainerRequest request = request(path);
        new EndpointPaths(URI.create(issuer)).filter(request);
        return request.getRequestUri().getRawPath();
    }

    private static ContainerRequest request(String path) {
        return new ContainerRequest(
                URI.create("http://localhost:8000/"),
                URI.create("http://localhost:8000" + path),
                "POST",
                null,
                new MapPropertiesDelegate(),
                null);
    }
}

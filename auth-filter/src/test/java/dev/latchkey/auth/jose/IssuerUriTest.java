package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.auth.Attack;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerUriTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example",
                "https://login.example/o",
                "http://localhost:8000/o",
                "http://127.0.0.1/",
                "http://[::1]:8000",
                "https://login.example:8443/realms/a"
            })
    void takesHttpsAndLoopback(String uri) {
        assertThat(new IssuerUri(uri).value()).isEqualTo(uri);
    }

    @Attack(313)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "login.example", "http://login.example", "http://localhost.evil.example",
                        "http://127.0.0.1.evil.example",
                "https://a@login.example", "https://login.example?x=1", "https://login.example#", "ftp://localhost",
                        "https://",
                "http://2130706433", "https://a b", "file:///etc/passwd"
            })
    void refusesAnythingElse(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IssuerUri(uri))
                .withMessageStartingWith("The issuer ");
    }

    @Test
    void looksForMetadataAtThreePlaces() {
        assertThat(new IssuerUri("https://login.example:1/o").metadataLocations())
                .containsExactly(
                        URI.create("https://login.example:1/.well-known/oauth-authorization-server/o"),
                        URI.create("https://login.example:1/o/.well-known/oauth-authorization-server"),
                        URI.create("https://login.example:1/o/.well-known/openid-configuration"));
        assertThat(new IssuerUri("https://login.example/").metadataLocations())
                .containsExactly(
                        URI.create("https://login.example/.well-known/oauth-authorization-server"),
                        URI.create("https://login.example/.well-known/openid-configuration"));
    }
}

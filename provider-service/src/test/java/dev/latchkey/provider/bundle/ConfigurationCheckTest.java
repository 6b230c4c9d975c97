package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Contract;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Contract(123)
final class ConfigurationCheckTest {
    private static final String GOOD_SECRET = "2Kx0pVh3nq6uR8t+Wb/yZ1cD4eF5gH7iJ9kL0mN1oP0=";

    private final ObjectMapper json = Jackson.newObjectMapper();

    @Test
    void takesTheDefaults() {
        assertThatCode(() -> ConfigurationCheck.require(ProviderConfiguration.defaults()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://id.example",
                "https://id.example/o",
                "https://id.example:8443/a/b",
                "http://localhost:8000/o",
                "http://127.0.0.1:1/o",
                "http://[::1]/o"
            })
    void takesAnIssuerOverHttpsOrOnThisMachine(String issuer) throws IOException {
        ProviderConfiguration configuration = with("issuer", issuer);

        assertThatCode(() -> ConfigurationCheck.require(configuration)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "id.example/o",
                "/o",
                "https://id.example/o/",
                "https://id.example/",
                "https://id.example/o?x",
                "https://id.example/o#x",
                "https://user@id.example/o",
                "https:///o",
                "https:id.example",
                "mailto:a@b",
                "ftp://id.example/o",
                "https://id example/o"
            })
    void namesAnIssuerThatIsNoPlainUrl(String issuer) throws IOException {
        assertThat(problem("issuer", issuer))
                .contains("* provider.issuer: \"" + issuer + "\" is not an absolute URL")
                .contains("write it like https://id.example.com/o.")
                .doesNotContain("plain http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.example/o", "http://127.0.0.2/o", "http://localhost.evil.example/o"})
    void namesAnIssuerWhoseTokensTravelInClear(String issuer) throws IOException {
        assertThat(problem("issuer", issuer))
                .contains("provider.issuer: plain http is for localhost only")
                .contains("use https.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/latchkey",
                "mysql://user:pass@db/latchkey",
                "jdbc:h2:tcp://db/latchkey",
                "jdbc:h2:ssl://db/latchkey"
            })
    void doesNotStartOnANetworkedDatabaseWithoutASecret(String url) throws IOException {
        assertThat(problem("database", Map.of("url", url)))
                .contains("provider.secret: a networked database needs a server secret")
                .contains("`openssl rand -base64 32`")
                .doesNotContain("pass@");
    }

    @Test
    void startsOnANetworkedDatabaseWithASecret() throws IOException {
        ProviderConfiguration configuration =
                read(Map.of("database", Map.of("url", "mysql://user:pass@db/latchkey"), "secret", GOOD_SECRET));

        assertThatCode(() -> ConfigurationCheck.require(configuration)).doesNotThrowAnyException();
        assertThat(configuration.toString()).doesNotContain("pass").doesNotContain(GOOD_SECRET);
    }

    @Test
    void namesAWeakSecretWithoutShowingIt() throws IOException {
        assertThat(problem("secret", GOOD_SECRET + ",hunter22"))
                .contains("provider.secret: A server secret has at least 32 random characters")
                .doesNotContain("hunter22");
        assertThat(problem("secret", ",")).contains("provider.secret: There is no server secret");
    }

    @Test
    void namesLifetimesThatContradictEachOther() throws IOException {
        assertThat(problem("tokens", Map.of("refreshTokenIdleLifetime", "8d", "refreshTokenLifetime", "7d")))
                .contains("provider.tokens: refreshTokenIdleLifetime is longer than refreshTokenLifetime");
    }

    @Test
    void namesADemandForHttpsThatItsOwnIssuerCannotMeet() throws IOException {
        assertThat(problem("requireHttps", true))
                .contains("provider.requireHttps: the issuer is an http URL")
                .contains("make the issuer https, or leave requireHttps off.");
        ConfigurationCheck.require(read(Map.of("requireHttps", true, "issuer", "https://id.example/o")));
    }

    @Test
    void namesAScopeThatImpliesOneOfAnotherResource() throws IOException {
        assertThat(problem(
                        "resources",
                        List.of(
                                Map.of(
                                        "identifier",
                                        "https://a.example",
                                        "scopes",
                                        List.of(Map.of("name", "write", "implies", List.of("play")))),
                                Map.of("identifier", "https://b.example", "scopes", List.of(Map.of("name", "play"))))))
                .contains(
                        "provider.resources: The scope \"write\" implies \"play\", which belongs to https://b.example");
    }

    @Test
    void namesABadResource() throws IOException {
        assertThat(problem("resources", List.of(Map.of("identifier", "api"))))
                .contains("provider.resources: The resource identifier \"api\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keys.intranet",
                "keys.intranet:8443",
                "https://keys.intranet/",
                "https://keys.intranet/jwks",
                "https://user@keys.intranet",
                "https://*.intranet",
                "ftp://keys.intranet"
            })
    void namesAnAllowedOriginThatIsNone(String origin) throws IOException {
        assertThat(problem("outbound", Map.of("allow", List.of("https://good.intranet", origin))))
                .contains("provider.outbound.allow: \"" + origin + "\" is not an origin")
                .contains("write it like https://keys.intranet:8443.");
    }

    @Test
    void takesAllowedOrigins() throws IOException {
        List<String> allow = List.of("https://keys.intranet:8443", "http://127.0.0.1:1", "http://[::1]:80");

        ConfigurationCheck.require(with("outbound", Map.of("allow", allow)));
    }

    @Test
    void namesAllProblemsAtOnce() throws IOException {
        ProviderConfiguration configuration = read(Map.of(
                "issuer", "http://id.example/o", "secret", "short", "database", Map.of("url", "mysql://db/latchkey")));

        assertThat(refusal(configuration))
                .startsWith("The configuration cannot be used:")
                .contains("\n  * provider.issuer: ")
                .contains("\n  * provider.secret: ");
    }

    private String problem(String key, Object value) throws IOException {
        return refusal(with(key, value));
    }

    private static String refusal(ProviderConfiguration configuration) {
        return catchThrowableOfType(UnsafeConfigurationException.class, () -> ConfigurationCheck.require(configuration))
                .getMessage();
    }

    private ProviderConfiguration with(String key, Object value) throws IOException {
        return read(Map.of(key, value));
    }

    private ProviderConfiguration read(Map<String, Object> section) throws IOException {
        return json.readValue(json.writeValueAsBytes(section), ProviderConfiguration.class);
    }
}

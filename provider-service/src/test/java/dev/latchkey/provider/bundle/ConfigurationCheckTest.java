package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.provider.CapturedLog;
import dev.latchkey.provider.resource.ResourceSettings;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Contract(123)
final class ConfigurationCheckTest {
    private static final String GOOD_SECRET = "2Kx0pVh3nq6uR8t+Wb/yZ1cD4eF5gH7iJ9kL0mN1oP0=";

    private final ObjectMapper json = Jackson.newObjectMapper();

    @Test
    void takesTheDefaults() {
        assertThatCode(() -> require(ProviderConfiguration.defaults())).doesNotThrowAnyException();
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

        assertThatCode(() -> require(configuration)).doesNotThrowAnyException();
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
                read(Map.of("database", Map.of("url", "mysql://user:dVm2x8@db/latchkey"), "secret", GOOD_SECRET));

        assertThatCode(() -> require(configuration)).doesNotThrowAnyException();
        assertThat(configuration.toString()).doesNotContain("dVm2x8").doesNotContain(GOOD_SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://keys@db/latchkey",
                "mysql://keys:@db/latchkey",
                "mysql://keys:Keys@db:3306/latchkey",
                "mysql://keys:changeme@db/latchkey",
                "mysql://root:Password@127.0.0.1.example/latchkey",
                "mariadb://keys:root@127.0.0.1:3306,db:3306/latchkey",
                "jdbc:mysql://db/latchkey?user=keys&password=secret",
                "jdbc:mysql:loadbalance://keys:test@db,db2/latchkey",
                "jdbc:mysql://address=(host=db)(port=3306)/latchkey?user=keys",
                "jdbc:h2:tcp://db:9092/latchkey;USER=keys;PASSWORD=123456"
            })
    @Attack(313)
    void doesNotStartOnAnotherHostsDatabaseWithAPasswordThatEverybodyTries(String url) throws IOException {
        assertThat(refusal(read(Map.of("database", Map.of("url", url), "secret", GOOD_SECRET))))
                .contains("provider.database: the password for a database on another host is blank")
                .contains("DATABASE_PASSWORD")
                .doesNotContain("changeme", "123456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql://db/latchkey", "jdbc:mysql://db/latchkey", "jdbc:h2:ssl://db/latchkey"})
    void doesNotStartOnAnotherHostsDatabaseWithoutAUser(String url) throws IOException {
        assertThat(refusal(read(Map.of("database", Map.of("url", url), "secret", GOOD_SECRET))))
                .contains("provider.database: no user logs in")
                .contains("DATABASE_USER");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://root@localhost/latchkey",
                "mysql://root:root@127.0.0.1:3306/latchkey",
                "jdbc:mysql://[::1]:3306/latchkey?user=root",
                "jdbc:mysql:///latchkey",
                "jdbc:h2:tcp://localhost/latchkey",
                "mysql://keys:dVm2x8@db.example:3306/latchkey",
                "jdbc:mysql://db/latchkey?user=keys&password=dVm2x8"
            })
    void takesAnyPasswordOnThisMachineAndAGoodOneElsewhere(String url) throws IOException {
        ProviderConfiguration configuration = read(Map.of("database", Map.of("url", url), "secret", GOOD_SECRET));

        assertThatCode(() -> require(configuration)).doesNotThrowAnyException();
    }

    @Test
    void takesTheUserAndThePasswordBesideTheUrl() throws IOException {
        Map<String, Object> database = Map.of("url", "jdbc:mysql://db/latchkey", "user", "keys", "password", "dVm2x8");

        require(read(Map.of("database", database, "secret", GOOD_SECRET)));
    }

    @Test
    void namesASessionThatIsIdleLongerThanItLives() throws IOException {
        assertThat(problem("sessions", Map.of("idleTimeout", "13h")))
                .contains("provider.sessions: idleTimeout is longer than lifetime");
    }

    @Test
    void saysAtEachStartWhatIsLessStrictByConfiguration() throws IOException {
        CapturedLog log = CapturedLog.listening();
        try {
            warn(ProviderConfiguration.defaults());
            assertThat(log.everything()).doesNotContain("Less strict");

            warn(read(Map.of(
                    "authorization", Map.of("plainCodeChallenge", true, "loopbackHostname", true),
                    "clientAssertions", Map.of("acceptEndpointAudience", true),
                    "signUp", Map.of("password", Map.of("minimumLength", 6)),
                    "outbound", Map.of("allow", List.of("http://127.0.0.1:1")))));
        } finally {
            log.stop();
        }
        assertThat(log.everything().lines().filter(line -> line.contains("Less strict by configuration: provider.")))
                .hasSize(5);
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
        require(read(Map.of("requireHttps", true, "issuer", "https://id.example/o")));
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

        require(with("outbound", Map.of("allow", allow)));
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

    @Test
    void namesColoursThatNobodyCanRead() throws IOException {
        assertThat(problem("branding", Map.of("colors", Map.of("accent", "#ffcc00"))))
                .contains("provider.branding.colors.accent: #ffcc00", "1.5:1", "4.5:1");
        assertThat(problem("branding", Map.of("logo", "none.png"))).contains("provider.branding.logo: \"none.png\"");
    }

    private String problem(String key, Object value) throws IOException {
        return refusal(with(key, value));
    }

    private static String refusal(ProviderConfiguration configuration) {
        return catchThrowableOfType(UnsafeConfigurationException.class, () -> require(configuration))
                .getMessage();
    }

    private ProviderConfiguration with(String key, Object value) throws IOException {
        return read(Map.of(key, value));
    }

    private ProviderConfiguration read(Map<String, Object> section) throws IOException {
        return json.readValue(json.writeValueAsBytes(section), ProviderConfiguration.class);
    }

    @Test
    void warnsOfAccessTokensThatOutliveRefreshTokensAndOfClientsThatThereAreNot() throws IOException {
        CapturedLog log = CapturedLog.listening();
        try {
            warn(with("tokens", Map.of("accessTokenLifetime", "30d")));
            assertThat(log.everything()).doesNotContain("provider.tokens");
            warn(with("tokens", Map.of("accessTokenLifetime", "40d")));
            assertThat(log.everything()).contains("provider.tokens has access tokens that live longer");

            ResourceSettings resource = new ResourceSettings("https://api.example", List.of(), null, List.of("nope"));
            Relaxations.warnOfUnknown(List.of(resource), id -> Optional.empty());
            assertThat(log.everything()).contains("introspectionClients of https://api.example names nope");
        } finally {
            log.stop();
        }
    }

    private static void require(ProviderConfiguration configuration) {
        ConfigurationCheck.require(configuration, Listeners.NONE);
    }

    private static void warn(ProviderConfiguration configuration) {
        Relaxations.warn(configuration, Listeners.NONE);
    }
}

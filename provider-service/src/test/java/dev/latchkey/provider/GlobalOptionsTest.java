package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.app.ApplicationConfiguration;
import dev.latchkey.provider.app.ProviderApplication;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.ResourceHelpers;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Options that are off by default, on. */
final class GlobalOptionsTest {
    private static final Map<String, String> HTTPS = Map.of("X-Forwarded-Proto", "https");

    private static final TestClock CLOCK = new TestClock();
    private static final DropwizardTestSupport<ApplicationConfiguration> RUNNING = start();

    private final Http http = http(RUNNING);

    @AfterAll
    static void stop() {
        RUNNING.after();
    }

    @Test
    void servesTheLogoSoThatNothingInItRuns() {
        String page = https("/o/logout/").body();
        Answer logo = https(page.replaceAll("(?s).*<img src=\"([^\"]+)\".*", "$1"));

        assertThat(page).contains("· Acme</title>");
        assertThat(logo.status()).isEqualTo(200);
        assertThat(logo.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(logo.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(logo.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    }

    @Test
    @Attack(246)
    void runsTasksForThoseWhoKnowTheirToken() {
        Http admin = new Http(path -> URI.create("http://127.0.0.1:" + RUNNING.getAdminPort() + path));
        String token = "0123456789abcdef0123456789abcdef";

        for (String path :
                List.of("/tasks/purge", "/tasks/gc", "/tasks/log-level", "/tasks/%70urge", "/tasks/", "/tasks")) {
            Answer unnamed = admin.post(path, Map.of(), "");
            assertThat(unnamed.status()).as(path).isEqualTo(401);
            assertThat(unnamed.header("WWW-Authenticate")).startsWith("Bearer ");
            for (String wrong :
                    List.of("Bearer", "Bearer " + token + "0", "Bearer " + token.substring(1), "Basic " + token)) {
                assertThat(admin.post(path, Map.of("Authorization", wrong), "").status())
                        .as(path + " " + wrong)
                        .isEqualTo(401);
            }
        }
        assertThat(admin.post("/tasks/purge", Map.of("Authorization", "bearer " + token), "")
                        .status())
                .isEqualTo(200);
        Answer purged = admin.post("/tasks/purge", Map.of("Authorization", "Bearer " + token), "");
        assertThat(purged.status()).isEqualTo(200);
        assertThat(purged.body()).startsWith("Deleted ");
    }

    private Answer https(String path) {
        return http.send("GET", path, Map.of("X-Forwarded-Proto", "https"), new byte[0]);
    }

    @Test
    @Contract(112)
    void doesNotListTheImplicitGrantThatNobodyHas() {
        Answer metadata = https("/o/.well-known/oauth-authorization-server");

        assertThat(metadata.json().path("response_types_supported").toString()).isEqualTo("[\"code\"]");
        assertThat(metadata.json().path("response_modes_supported").toString()).isEqualTo("[\"query\"]");
        assertThat(metadata.body()).doesNotContain("implicit");
    }

    @Test
    @Attack(303)
    void hasNoPagesForApplicationsWhereTheyAreOff() {
        for (String path : List.of("/o/applications/", "/o/applications/register/", "/o/applications/c1/")) {
            assertThat(http.send("GET", path, HTTPS, new byte[0]).status()).isEqualTo(404);
        }
    }

    @Test
    void givesWhatAScopeImpliesInAnswerTokenAndRefresh() {
        Registrations registrations = registrations();
        TestClient client = registrations.register(
                ClientType.CONFIDENTIAL,
                Registrations.permissions(
                        ScopeSet.of("write"), ScopeSet.empty(), GrantType.PASSWORD, GrantType.REFRESH_TOKEN),
                ClientTokens.of(TokenFormat.JWT));

        Answer first = token(
                client,
                "grant_type",
                "password",
                "username",
                registrations.user(),
                "password",
                Registrations.PASSWORD,
                "scope",
                "write");
        Answer second = token(
                client, "grant_type", "refresh_token", "refresh_token", first.text("refresh_token"), "scope", "write");

        for (Answer answer : new Answer[] {first, second}) {
            assertThat(answer.text("scope")).isEqualTo("write read");
            assertThat(answer.claims().path("scope").asText()).isEqualTo("write read");
        }
    }

    @Test
    void givesTheDefaultScopesToAClientThatNamesNone() {
        TestClient client = opaque(GrantType.CLIENT_CREDENTIALS);

        assertThat(token(client, "grant_type", "client_credentials").text("scope"))
                .isEqualTo("read");
        assertThat(token(client, "grant_type", "client_credentials", "scope", "write")
                        .text("scope"))
                .isEqualTo("write read");
    }

    @Test
    @Contract(3)
    void givesAClientThatMayHaveNoDefaultScopeItsOwn() {
        TestClient groups = registered("groups");
        TestClient writer = registered("write");

        for (String[] form : new String[][] {
            {"grant_type", "client_credentials"},
            {"grant_type", "client_credentials", "resource", "https://api.example"}
        }) {
            assertThat(token(groups, form).text("scope")).isEqualTo("groups");
            assertThat(token(groups, form).claims().path("aud").asText()).isEqualTo("https://api.example");
            assertThat(token(writer, form).text("scope")).isEqualTo("read");
        }
    }

    private static TestClient registered(String scope) {
        return registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of(scope), ScopeSet.empty(), GrantType.CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.JWT));
    }

    @Test
    void givesAClientTheOpaqueTokenItHasAlready() {
        TestClient client = opaque(GrantType.CLIENT_CREDENTIALS);
        String[] form = {"grant_type", "client_credentials", "scope", "write read"};
        Answer first = token(client, form);
        CLOCK.advance(Duration.ofMinutes(10));

        Answer second = token(client, "grant_type", "client_credentials", "scope", "read write");

        assertThat(first.text("access_token")).startsWith("lk_ct_").isEqualTo(second.text("access_token"));
        assertThat(first.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(second.json().path("expires_in").asInt()).isEqualTo(3_000);
        assertThat(token(client, "grant_type", "client_credentials", "scope", "read")
                        .text("access_token"))
                .isNotEqualTo(first.text("access_token"));
        CLOCK.advance(Duration.ofMinutes(50));
        assertThat(token(client, form).text("access_token")).isNotEqualTo(first.text("access_token"));
    }

    @Test
    void givesAUserTheTokensThatTheClientHasAlready() {
        TestClient client = opaque(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        String[] jane = password(registrations().user());
        Answer first = token(client, jane);
        Answer again = token(client, jane);

        assertThat(first.text("access_token")).startsWith("lk_at_").isEqualTo(again.text("access_token"));
        assertThat(first.text("refresh_token")).isEqualTo(again.text("refresh_token"));
        assertThat(token(client, password(registrations().user())).text("access_token"))
                .isNotEqualTo(first.text("access_token"));

        Answer refreshed = token(client, "grant_type", "refresh_token", "refresh_token", first.text("refresh_token"));

        assertThat(refreshed.text("access_token")).isNotEqualTo(first.text("access_token"));
        assertThat(token(client, jane).text("access_token")).isEqualTo(refreshed.text("access_token"));
    }

    @Test
    void givesANewTokenAfterThePasswordChanged() {
        TestClient client = opaque(GrantType.PASSWORD);
        Registrations registrations = registrations();
        String user = registrations.user();
        Answer first = token(client, password(user));

        registrations.users().setPassword(registrations.userId(user), Registrations.hashed());

        assertThat(token(client, password(user)).text("access_token"))
                .startsWith("lk_at_")
                .isNotEqualTo(first.text("access_token"));
    }

    @Test
    void givesAnotherJwtEachTime() {
        TestClient client = registrations().confidential(GrantType.CLIENT_CREDENTIALS);

        assertThat(token(client, "grant_type", "client_credentials").claims().path("jti"))
                .isNotEqualTo(token(client, "grant_type", "client_credentials")
                        .claims()
                        .path("jti"));
    }

    private static TestClient opaque(GrantType... grants) {
        return registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read", "write"), ScopeSet.empty(), grants),
                        ClientTokens.of(TokenFormat.OPAQUE));
    }

    private static String[] password(String user) {
        return new String[] {"grant_type", "password", "username", user, "password", Registrations.PASSWORD};
    }

    @Test
    @Attack(96)
    void refusesARequestInClear() {
        Answer refused = http.token(Map.of(), "grant_type", "client_credentials");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("error")).isEqualTo("invalid_request");
        assertThat(refused.text("error_description"))
                .isEqualTo("This request came in clear, over http. Send it over https.");
        assertThat(http.get("/o/.well-known/oauth-authorization-server").status())
                .isEqualTo(400);
        assertThat(http.token(HTTPS, "grant_type", "client_credentials").status())
                .isEqualTo(401);
    }

    @Test
    @Attack(96)
    void believesAProxyOnlyWhereItIsToldTo() {
        DropwizardTestSupport<ApplicationConfiguration> deaf = start(
                ConfigOverride.config("server.applicationConnectors[0].useForwardedHeaders", "false"),
                ConfigOverride.config("provider.requireHttps", "false"));
        CapturedLog log = CapturedLog.listening();
        Map<String, String> headers = new HashMap<>(Http.basic("stranger", "wrong"));
        headers.put("X-Forwarded-For", "198.51.100.9");

        Answer answer = http(deaf).token(headers, "grant_type", "client_credentials");
        String lines = log.audit();
        log.stop();
        deaf.after();

        assertThat(answer.status()).isEqualTo(401);
        assertThat(lines).contains("address=127.0.0.1").doesNotContain("198.51.100.9");
    }

    @Test
    @Attack(313)
    void doesNotStartWhereEveryRequestWouldBeRefused() {
        assertThatThrownBy(() ->
                        start(ConfigOverride.config("server.applicationConnectors[0].useForwardedHeaders", "false")))
                .hasStackTraceContaining("provider.requireHttps: the server listens for plain http only");
    }

    private Answer token(TestClient client, String... form) {
        Map<String, String> headers = new HashMap<>(Http.basic(client.id(), client.secret()));
        headers.putAll(HTTPS);
        return http.token(headers, form);
    }

    private static Registrations registrations() {
        return new Registrations(RunningProvider.database(RUNNING), CLOCK);
    }

    private static Http http(DropwizardTestSupport<?> support) {
        return new Http(path -> URI.create("http://127.0.0.1:" + support.getLocalPort() + path));
    }

    private static DropwizardTestSupport<ApplicationConfiguration> start(ConfigOverride... overrides) {
        ConfigOverride[] all = Arrays.copyOf(overrides, overrides.length + 1);
        all[overrides.length] = ConfigOverride.config("provider.secret", RunningProvider.SECRET);
        DropwizardTestSupport<ApplicationConfiguration> started =
                new DropwizardTestSupport<>(
                        ProviderApplication.class, ResourceHelpers.resourceFilePath("options-test.yml"), all) {
                    @Override
                    public Application<ApplicationConfiguration> newApplication() {
                        return RunningProvider.application(CLOCK);
                    }
                };
        try {
            started.before();
        } catch (Exception e) {
            throw new IllegalStateException("The provider does not start", e);
        }
        return started;
    }
}

package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SQL and templates in every parameter, header and path. */
@OnEachDatabase
final class InjectionTest {
    private static final List<String> PAYLOADS = List.of(
            "' OR '1'='1",
            "'; DELETE FROM account_user; -- ",
            "\\' OR 1=1 #",
            "x' UNION SELECT secret_hash FROM oauth_client_secret -- ",
            "1 OR SLEEP(5)",
            "${7331*7331}#{7331*7331}<#assign x=7331*7331>${x}",
            "%' ESCAPE '!' --");
    private static final List<String> ENDPOINTS = List.of(
            "/o/token/",
            "/o/authorize/",
            "/o/authorize/decision",
            "/o/par/",
            "/o/revoke_token/",
            "/o/introspect/",
            "/o/device-authorization/",
            "/o/device/",
            "/o/login/",
            "/o/logout/",
            "/o/sign-up/",
            "/sign_up/",
            "/o/account/",
            "/o/applications/",
            "/o/admin/users/");
    private static final List<String> PARAMETERS = List.of(
            "grant_type",
            "client_id",
            "client_secret",
            "code",
            "refresh_token",
            "device_code",
            "user_code",
            "token",
            "username",
            "password",
            "scope",
            "resource",
            "redirect_uri",
            "state",
            "request_uri",
            "ticket",
            "csrf",
            "after",
            "name");

    private final RunningProvider provider;
    private final Http http;

    InjectionTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
    }

    @Test
    @Attack({251, 253})
    void takesItForTextEverywhere() {
        TestClient client = provider.registrations().confidential(GrantType.CLIENT_CREDENTIALS);
        for (String payload : PAYLOADS) {
            ENDPOINTS.forEach(endpoint -> send(client, endpoint, payload));
        }

        assertThat(http.token(client, "grant_type", "client_credentials").status())
                .isEqualTo(200);
    }

    private void send(TestClient client, String endpoint, String payload) {
        String encoded = URLEncoder.encode(payload, StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder("x=1");
        PARAMETERS.forEach(name -> all.append('&').append(name).append('=').append(encoded));

        assertHarmless(http.get(endpoint + "?" + all));
        assertHarmless(http.post(endpoint, Map.of(), all.toString()));
        assertHarmless(http.post(
                endpoint, Http.basic(client.id(), client.secret()), "grant_type=client_credentials&scope=" + encoded));
        assertHarmless(http.post(endpoint, Http.basic(payload, payload), "grant_type=client_credentials"));
        assertHarmless(http.get(endpoint + encoded.replace("+", "%20")));
    }

    @Test
    @Attack(251)
    void takesItForTextOneParameterAtATime() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        for (String payload : PAYLOADS) {
            assertHarmless(http.token(client, "grant_type", payload));
            assertHarmless(http.token(client, "grant_type", "password", "username", payload, "password", payload));
            assertHarmless(http.token(client, "grant_type", "refresh_token", "refresh_token", payload));
            assertHarmless(http.get(Flow.request(new TestClient(payload, ""))));
            assertHarmless(http.get(Flow.request(client, "state", payload)));
            assertHarmless(http.get("/o/status/" + URLEncoder.encode(payload, StandardCharsets.UTF_8)));
            assertHarmless(http.send("GET", "/o/login/", Map.of("Cookie", "latchkey-session=" + payload), new byte[0]));
            assertHarmless(http.send(
                    "GET", "/o/login/", Map.of("User-Agent", payload, "Accept-Language", payload), new byte[0]));
        }
    }

    @Test
    @Attack(251)
    void sleepsForNobody() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD);

        Promptly.within(
                Duration.ofSeconds(4),
                () -> http.token(
                        client, "grant_type", "password", "username", "x' OR SLEEP(5) OR '", "password", "SLEEP(5)"));
    }

    private static void assertHarmless(Answer answer) {
        assertThat(answer.status()).isLessThan(500);
        assertThat(answer.body().toLowerCase(Locale.ROOT))
                .doesNotContain("sql syntax", "jdbc:", "sqlexception", "org.h2", "53743561");
    }
}

package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets that are marked, and everything that might repeat them. */
@OnEachDatabase
final class SecretsStayInsideTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String CANARY = "Canary-7f3a";

    private final RunningProvider provider;
    private final Http http;
    private final Http admin;
    private final CapturedLog log;
    private final List<String> secrets = new ArrayList<>(List.of(CANARY));

    SecretsStayInsideTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        admin = new Http(provider::adminUri);
        log = CapturedLog.listening();
    }

    @AfterEach
    void stop() {
        log.stop();
    }

    @Test
    @Contract(124)
    @Attack({256, 257, 306})
    void keepsEverySecretOutOfLogsAuditAndMetrics() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
        secrets.add(client.secret());
        String password = CANARY + "-password";
        String name = "canary" + NUMBER.incrementAndGet();

        // Its metric must not have the name of the other one's.
        http.get("/o/sign-up/");
        http.post("/sign_up/", Map.of(), Http.encode("username", name, "password", password));
        http.post("/sign_up/", Map.of(), Http.encode("username", name, "password", password));
        http.post("/sign_up/", Map.of(), Http.encode("username", CANARY + " as a name", "password", "x"));
        Answer tokens =
                remembered(http.token(client, "grant_type", "password", "username", name, "password", password));
        refresh(client, tokens.text("refresh_token"));
        provider.clock().advance(Duration.ofSeconds(61));
        refresh(client, tokens.text("refresh_token"));
        remembered(http.token(client, "grant_type", "client_credentials"));
        refuseInEveryWay(client, name);
        logInWrongly(name);

        assertThat(log.audit()).contains("user.signed_up", "token.issued", "token.refused", "refresh.reused");
        String page = admin.get("/metrics/prometheus").body();
        assertThat(page).contains("latchkey_grants_password_issued", "latchkey_events_refresh_reused");
        assertThat(page).contains("latchkey_grants_other_unsupported_grant_type", "latchkey_signing_key_age_seconds");
        assertThat(page).contains("latchkey_requests_token_4xx", "latchkey_requests_sign_up_2xx");
        assertThat(log.everything()).doesNotContain(secrets);
        assertThat(page).doesNotContain(secrets);
        assertThat(admin.get("/metrics").body()).doesNotContain(secrets);
        assertThat(rows()).doesNotContain(secrets);
    }

    private void refuseInEveryWay(TestClient client, String name) {
        http.token(client, "grant_type", "password", "username", name, "password", CANARY);
        http.token(client, "grant_type", "password", "username", CANARY, "password", "x");
        http.token(client, "grant_type", "refresh_token", "refresh_token", "lk_rt_" + CANARY);
        http.token(client, "grant_type", CANARY);
        http.token(client, "grant_type", "client_credentials", "scope", CANARY);
        http.token(Http.basic(client.id(), CANARY), "grant_type", "client_credentials");
        http.token(Http.basic(CANARY, "x"), "grant_type", "client_credentials");
        http.token(Map.of("Authorization", "Bearer " + CANARY), "grant_type", "client_credentials");
        http.token(Map.of(), "client_id", client.id(), "client_secret", CANARY, "grant_type", "client_credentials");
        http.post("/o/token/?client_secret=" + CANARY, Map.of(), "");
        http.post("/o/token/", Map.of("Content-Type", "application/json"), "{\"client_secret\":\"" + CANARY + "\"}");
        http.post("/o/token/", Map.of("X-Request-Id", CANARY + " with a space"), "");
        http.get("/o/token/" + CANARY);
    }

    private void logInWrongly(String name) {
        Browser browser = new Browser(provider);
        Answer page = browser.get("/o/login/");
        browser.submit(page, "username", name, "password", CANARY);
        browser.submit(page, "username", CANARY, "password", CANARY);
    }

    private void refresh(TestClient client, String token) {
        remembered(http.token(client, "grant_type", "refresh_token", "refresh_token", token));
    }

    private Answer remembered(Answer answer) {
        for (String field : List.of("access_token", "refresh_token")) {
            if (answer.json().has(field)) {
                secrets.add(answer.text(field));
            }
        }
        return answer;
    }

    private String rows() {
        StringBuilder rows = new StringBuilder();
        provider.database()
                .withHandle(handle -> handle.select("SELECT * FROM oauth_audit_event")
                        .mapToMap()
                        .list())
                .forEach(row ->
                        row.values().forEach(value -> rows.append(text(value)).append('\n')));
        return rows.toString();
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }
}

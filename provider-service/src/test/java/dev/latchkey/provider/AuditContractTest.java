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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The audit trail of a running provider, and the id that ties it to answers. */
@OnEachDatabase
final class AuditContractTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningProvider provider;
    private final Http http;
    private final CapturedLog log;

    AuditContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        // Not before: an application that starts sets up the log anew.
        log = CapturedLog.listening();
    }

    @AfterEach
    void stop() {
        log.stop();
    }

    @Test
    @Contract(124)
    @Attack(306)
    void keepsARowOfASignUpAndTheIdOfItsRequest() {
        String name = "audited" + NUMBER.incrementAndGet();

        Answer answer = http.post(
                "/sign_up/",
                Map.of("X-Request-Id", "request-" + name),
                Http.encode("username", name, "password", "long enough"));

        assertThat(answer.header("X-Request-Id")).isEqualTo("request-" + name);
        long id = provider.registrations().userId(name);
        Map<String, Object> row = rowOf(id);
        assertThat(row.get("event_type")).isEqualTo("user.signed_up");
        assertThat(row.get("outcome")).isEqualTo("success");
        assertThat(text(row, "actor")).isEqualTo("user:" + id);
        assertThat(text(row, "address")).isEqualTo("127.0.0.1");
        assertThat(text(row, "request_id")).isEqualTo("request-" + name);
        assertThat(row.get("occurred_at")).isEqualTo(provider.clock().instant().toEpochMilli());
        assertThat(row.get("expires_at"))
                .isEqualTo(provider.clock().instant().plus(Duration.ofDays(400)).toEpochMilli());
        assertThat(log.audit()).contains("event=user.signed_up outcome=success actor=user:" + id + " user=" + id);
    }

    @Test
    @Contract(124)
    @Attack(306)
    void writesALineForWhatClientsDo() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
        long user = provider.registrations().userId(provider.registrations().user());

        http.token(client, "grant_type", "client_credentials");
        http.token(client, "grant_type", "made_up");
        http.token(Http.basic(client.id(), "wrong"), "grant_type", "client_credentials");
        http.token(Http.basic("stranger", "wrong"), "grant_type", "client_credentials");

        String who = " client=" + client.id() + " address=127.0.0.1 request=";
        assertThat(log.audit())
                .contains("event=token.issued outcome=success actor=client:" + client.id() + who)
                .contains("event=token.refused outcome=failure actor=client:" + client.id() + who)
                .contains("grant_type=other error=unsupported_grant_type")
                .contains("event=client.authentication_failed outcome=failure actor=anonymous" + who)
                .contains("event=client.authentication_failed outcome=failure actor=anonymous address=127.0.0.1")
                .doesNotContain("stranger")
                .doesNotContain("made_up");
        assertThat(rows(user)).isEmpty();
    }

    @Test
    @Attack(306)
    void namesTheUserAndTheGrantOfAReusedRefreshToken() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        String name = provider.registrations().user();
        String[] form = {"grant_type", "password", "username", name, "password", Registrations.PASSWORD};
        String first = http.token(client, form).text("refresh_token");
        refresh(client, first);
        provider.clock().advance(Duration.ofSeconds(61));

        refresh(client, first);

        assertThat(log.audit())
                .contains("event=refresh.reused outcome=failure actor=client:" + client.id() + " user="
                        + provider.registrations().userId(name))
                .contains("grant_type=refresh_token error=invalid_grant reason=");
    }

    @Test
    @Attack(306)
    void namesWhoseCodeItWasThatCameBackAndWhoPresentedIt() {
        Flow flow = new Flow(provider);
        TestClient victim = flow.confidential();
        TestClient thief = flow.confidential();
        String name = provider.registrations().user();
        String code = flow.code(flow.loggedIn(name), victim);
        flow.redeem(victim, code);

        flow.redeem(thief, code);
        provider.database()
                .withHandle(handle -> handle.execute(
                        "DELETE FROM oauth_authorization_code WHERE client_id = ?",
                        victim.id().getBytes(StandardCharsets.UTF_8)));
        flow.redeem(thief, code);

        String line = "event=code.replayed outcome=failure actor=client:" + thief.id() + " user="
                + provider.registrations().userId(name) + " client=" + victim.id() + " ";
        assertThat(log.audit().lines().filter(any -> any.startsWith(line))).hasSize(2);
    }

    @Test
    @Attack(306)
    void saysWhichScopesWereAllowedAndDenied() {
        Flow flow = new Flow(provider);
        String name = provider.registrations().user();
        Browser browser = flow.loggedIn(name);
        String request = Flow.request(flow.confidential(), "scope", "read write");

        browser.submit(browser.get(request), "decision", "deny");
        browser.submit(browser.get(request), "decision", "allow");

        assertThat(rows(provider.registrations().userId(name)))
                .filteredOn(row -> String.valueOf(row.get("event_type")).startsWith("consent."))
                .hasSize(2)
                .allMatch(row -> text(row, "details").contains("read write"));
    }

    @Test
    @Attack(306)
    void namesTheUserAndTheGrantOfARevokedToken() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS);
        String name = provider.registrations().user();
        String[] form = {"grant_type", "password", "username", name, "password", Registrations.PASSWORD};
        String refresh = http.token(client, form).text("refresh_token");
        String access = http.token(client, form).text("access_token");
        String own = http.token(client, "grant_type", "client_credentials").text("access_token");

        revoke(client, refresh);
        revoke(client, access);
        revoke(client, own);

        String event = "event=token.revoked outcome=success actor=client:" + client.id();
        String users = " user=" + provider.registrations().userId(name) + " client=" + client.id();
        List<String> lines =
                log.audit().lines().filter(line -> line.startsWith(event)).toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.subList(0, 2)).allMatch(line -> line.matches(event + users + " .* grant=\\S+"));
        assertThat(lines.get(2)).startsWith(event + " client=").doesNotContain("grant=");
    }

    private void revoke(TestClient client, String token) {
        http.post("/o/revoke_token/", Http.basic(client.id(), client.secret()), Http.encode("token", token));
    }

    @Test
    @Attack(260)
    void givesEveryAnswerAnId() {
        String first = http.get("/o/.well-known/jwks.json").header("X-Request-Id");
        String second = http.get("/o/token/nothing").header("X-Request-Id");

        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{20}"));
        assertThat(http.get("/o/token/").header("X-Request-Id")).hasSize(20);
        assertThat(http.get("/nowhere").header("X-Request-Id")).hasSize(20);
        assertThat(http.post("/o/token/", Map.of("Content-Type", "text/plain"), "x")
                        .header("X-Request-Id"))
                .hasSize(20);
        assertThat(http.send("TRACE", "/o/token/", Map.of(), new byte[0]).header("X-Request-Id"))
                .hasSize(20);
    }

    @Test
    @Attack(306)
    void replacesAnIdThatMightDoHarm() {
        for (String sent : List.of("short", "with space", "x".repeat(65), "quote\"quote", "semi;colon")) {
            Map<String, String> headers = Map.of("X-Request-Id", sent);

            Answer answer = http.post("/o/token/", headers, "");

            assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{20}");
        }
    }

    private Answer refresh(TestClient client, String token) {
        return http.token(client, "grant_type", "refresh_token", "refresh_token", token);
    }

    private Map<String, Object> rowOf(long user) {
        return rows(user).get(0);
    }

    private List<Map<String, Object>> rows(long user) {
        return provider.database()
                .withHandle(handle -> handle.select("SELECT * FROM oauth_audit_event WHERE user_id = ?", user)
                        .mapToMap()
                        .list());
    }

    private static String text(Map<String, Object> row, String column) {
        return new String((byte[]) row.get(column), StandardCharsets.UTF_8);
    }
}

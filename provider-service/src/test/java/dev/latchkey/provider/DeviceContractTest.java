package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE I: the device flow (RFC 8628). */
@OnEachDatabase
final class DeviceContractTest {
    private final RunningProvider provider;
    private final Http http;
    private final TestClient device;
    private final String user;

    DeviceContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
        device = register(ClientType.PUBLIC);
        user = provider.registrations().user();
        // Each test starts with all its attempts.
        provider.clock().advance(Duration.ofMinutes(2));
    }

    @Test
    @Contract(106)
    @Attack(222)
    void givesADeviceItsCodes() {
        Answer codes = ask(device);

        assertThat(codes.status()).isEqualTo(200);
        assertThat(codes.text("device_code")).startsWith("lk_dc_");
        assertThat(codes.text("user_code")).matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}");
        assertThat(codes.text("verification_uri")).isEqualTo("http://localhost:8000/o/device/");
        assertThat(codes.text("verification_uri_complete"))
                .isEqualTo("http://localhost:8000/o/device/?user_code=" + codes.text("user_code"));
        assertThat(codes.json().path("expires_in").asLong()).isEqualTo(600);
        assertThat(codes.json().path("interval").asLong()).isEqualTo(5);
        assertThat(codes.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    @Contract(106)
    void takesAnEmptyFormFromAClientThatTheHeaderNames() {
        TestClient confidential = provider.registrations().confidential(GrantType.DEVICE_CODE);
        Map<String, String> basic = Http.basic(confidential.id(), confidential.secret());

        Answer codes = http.post("/o/device-authorization/", basic, "");

        assertThat(codes.status()).isEqualTo(200);
        assertError(http.post("/o/device-authorization/?scope=read", basic, ""), 400, "invalid_request");
    }

    @Test
    @Contract(106)
    @Attack(228)
    void refusesClientsThatMayNotUseTheFlow() {
        TestClient other = provider.registrations().publicClient(GrantType.PASSWORD);

        assertError(ask(other), 400, "unauthorized_client");
        assertError(http.post("/o/device-authorization/", Map.of(), "client_id=nobody"), 401, "invalid_client");
        assertError(http.post("/o/device-authorization/", Map.of(), ""), 400, "invalid_request");
        assertError(
                http.post("/o/device-authorization/", Map.of(), "client_id=" + device.id() + "&scope=admin"),
                400,
                "invalid_scope");
    }

    @Test
    @Contract({107, 108})
    @Attack({223, 226, 229})
    void connectsADeviceOnceItsUserAllowsIt() {
        Answer codes = ask(device);
        assertError(poll(device, codes), 400, "authorization_pending");
        Browser browser = loggedIn();

        Answer page = browser.submit(
                browser.open("/o/device/"),
                "user_code",
                codes.text("user_code").replace("-", "").toLowerCase(Locale.ROOT));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Test client").contains(user).contains(codes.text("user_code"));
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        Answer done = browser.submit(page, "decision", "allow");
        assertThat(done.body()).contains("connected");
        provider.clock().advance(Duration.ofSeconds(5));
        Answer tokens = poll(device, codes);

        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.text("refresh_token")).startsWith("lk_rt_");
        assertThat(tokens.claims().path("username").asText()).isEqualTo(user);
        assertThat(tokens.text("scope")).isEqualTo("read");
        assertError(poll(device, codes), 400, "invalid_grant");
        assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(403);
    }

    @Test
    @Contract(107)
    void tellsTheDeviceThatItsUserDenied() {
        Answer codes = ask(device);
        Browser browser = loggedIn();

        Answer done = browser.submit(type(browser, codes), "decision", "deny");

        assertThat(done.body()).contains("refused");
        assertError(poll(device, codes), 400, "access_denied");
    }

    @Test
    @Attack(306)
    void writesDownWhichClientGotWhatFromWhom() {
        Answer allowed = ask(device);
        Answer denied = ask(device);
        Browser browser = loggedIn();
        CapturedLog log = CapturedLog.listening();

        browser.submit(type(browser, allowed), "decision", "allow");
        browser.submit(type(browser, denied), "decision", "deny");
        String lines = log.audit();
        log.stop();

        long id = provider.registrations().userId(user);
        String who = " actor=user:" + id + " user=" + id + " client=" + device.id() + " address=127.0.0.1 request=";
        assertThat(lines).containsPattern("event=device.approved outcome=success" + who + "\\S+ scope=read grant=\\S+");
        assertThat(lines).containsPattern("event=device.denied outcome=failure" + who + "\\S+ scope=read(\\n|$)");
        long rows = provider.database()
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM oauth_audit_event"
                                + " WHERE client_id = :client AND event_type LIKE 'device.%'")
                        .bind("client", device.id().getBytes(StandardCharsets.UTF_8))
                        .mapTo(Long.class)
                        .one());
        assertThat(rows).isEqualTo(2);
    }

    @Test
    @Contract(107)
    @Attack(223)
    void slowsADeviceDownThatPollsTooFast() {
        Answer codes = ask(device);

        assertError(poll(device, codes), 400, "authorization_pending");
        assertError(poll(device, codes), 400, "slow_down");
        provider.clock().advance(Duration.ofSeconds(9));
        assertError(poll(device, codes), 400, "slow_down");
        provider.clock().advance(Duration.ofSeconds(15));
        assertError(poll(device, codes), 400, "authorization_pending");
    }

    @Test
    @Contract(107)
    @Attack({223, 225})
    void refusesCodesThatAreExpiredUnknownOrAnothers() {
        Answer codes = ask(device);
        TestClient other = register(ClientType.PUBLIC);

        assertError(poll(other, codes), 400, "invalid_grant");
        assertError(pollWith(device, "lk_dc_" + "A".repeat(54)), 400, "invalid_grant");
        assertError(pollWith(device, "nonsense"), 400, "invalid_grant");
        assertError(
                http.token(Map.of(), "client_id", device.id(), "grant_type", GrantType.DEVICE_CODE.value()),
                400,
                "invalid_request");
        provider.clock().advance(Duration.ofMinutes(10));
        assertError(poll(device, codes), 400, "expired_token");
        Browser browser = loggedIn();
        assertThat(type(browser, codes).status()).isEqualTo(400);
    }

    @Test
    @Contract(107)
    @Attack(224)
    void givesTheTokensOnceHoweverManyPollAtOnce() throws Exception {
        Answer codes = ask(device);
        Browser browser = loggedIn();
        browser.submit(type(browser, codes), "decision", "allow");

        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Answer>> answers = IntStream.range(0, 20)
                .mapToObj(i -> threads.submit(() -> poll(device, codes)))
                .toList();
        threads.shutdown();

        int good = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(200, 400);
            good += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
    }

    @Test
    @Contract({108, 118})
    @Attack(227)
    void showsAClaimedCodeToNobodyElse() {
        Answer codes = ask(device);
        Browser first = loggedIn();
        Answer page = type(first, codes);
        Browser second = new Browser(provider);
        second.logIn(second.get("/o/login/"), provider.registrations().user());

        assertThat(type(second, codes).status()).isEqualTo(400);
        assertThat(first.submit(page, "decision", "allow").status()).isEqualTo(200);
    }

    @Test
    @Contract(108)
    void asksForALogInFirstAndKeepsTheCode() {
        Answer codes = ask(device);
        Browser browser = new Browser(provider);

        Answer toLogin = browser.get("/o/device/?user_code=" + codes.text("user_code"));
        assertThat(toLogin.status()).isEqualTo(302);
        Answer page = browser.logIn(browser.get(toLogin.header("Location")), user);
        page = page.status() == 303 ? browser.get(page.header("Location")) : page;

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("value=\"" + codes.text("user_code") + "\"");
    }

    @Test
    @Contract(108)
    @Attack(222)
    void limitsGuesses() {
        Browser browser = loggedIn();
        Answer page = browser.open("/o/device/");

        for (int i = 0; i < 5; i++) {
            assertThat(browser.submit(page, "user_code", "BBBB-BBB" + "CDFGH".charAt(i))
                            .status())
                    .isEqualTo(400);
        }

        assertThat(browser.submit(page, "user_code", "BBBB-BBBB").status()).isEqualTo(429);
        assertThat(browser.submit(page, "user_code", ask(device).text("user_code"))
                        .status())
                .isEqualTo(429);
    }

    @Test
    @Attack(222)
    void limitsTheGuessesOfAnAddressWhoeverIsLoggedIn() {
        for (Browser guesser : List.of(loggedIn(), loggedIn())) {
            Answer page = guesser.open("/o/device/");
            for (int i = 0; i < 5; i++) {
                assertThat(guesser.submit(page, "user_code", "BBBB-CCC" + "CDFGH".charAt(i))
                                .status())
                        .isEqualTo(400);
            }
        }
        Browser third = loggedIn();

        Answer refused = type(third, ask(device));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("60");
        provider.clock().advance(Duration.ofSeconds(61));
        assertThat(type(third, ask(device)).status()).isEqualTo(200);
    }

    @Test
    @Attack(80)
    void saysTheSameOfACodeOfAnotherAndOfNone() {
        Answer codes = ask(device);
        Browser first = loggedIn();
        type(first, codes);
        Browser second = new Browser(provider);
        second.logIn(second.get("/o/login/"), provider.registrations().user());

        Answer page = second.open("/o/device/");
        Answer anothers = second.submit(page, "user_code", codes.text("user_code"));
        Answer nobodys = second.submit(page, "user_code", "BBBB-BBBB");

        assertThat(anothers.status()).isEqualTo(400).isEqualTo(nobodys.status());
        assertThat(anothers.body()).isEqualTo(nobodys.body());
        assertThat(anothers.headers().keySet()).isEqualTo(nobodys.headers().keySet());
    }

    @Test
    @Attack({226, 229, 254})
    void takesNoFormThatItDidNotServe() {
        Answer codes = ask(device);
        Browser browser = loggedIn();

        assertThat(browser.post("/o/device/", "user_code", codes.text("user_code"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.post("/o/device/decision", "decision", "allow").status())
                .isEqualTo(403);
        assertThat(browser.open("/o/device/?user_code=%3Cscript%3E").body()).doesNotContain("<script>");
        Answer huge = browser.submit(browser.open("/o/device/"), "user_code", "x".repeat(10_000));
        assertThat(huge.status()).isEqualTo(400);
        assertError(poll(device, codes), 400, "authorization_pending");
    }

    @Test
    @Attack({87, 228})
    void refusesADeviceWhoseUserWasDisabled() {
        Answer codes = ask(device);
        Browser browser = loggedIn();
        browser.submit(type(browser, codes), "decision", "allow");

        provider.registrations().users().disable(provider.registrations().userId(user));

        assertError(poll(device, codes), 400, "invalid_grant");
    }

    private TestClient register(ClientType type) {
        return provider.registrations()
                .register(
                        type,
                        Registrations.permissions(
                                ScopeSet.of("read", "write"),
                                ScopeSet.of("read"),
                                GrantType.DEVICE_CODE,
                                GrantType.REFRESH_TOKEN),
                        ClientTokens.of(TokenFormat.JWT));
    }

    private Browser loggedIn() {
        return new Flow(provider).loggedIn(user);
    }

    private Answer type(Browser browser, Answer codes) {
        return browser.submit(browser.open("/o/device/"), "user_code", codes.text("user_code"));
    }

    private Answer ask(TestClient client) {
        return http.post("/o/device-authorization/", Map.of(), "client_id=" + client.id());
    }

    private Answer poll(TestClient client, Answer codes) {
        return pollWith(client, codes.text("device_code"));
    }

    private Answer pollWith(TestClient client, String code) {
        return http.token(
                Map.of(), "client_id", client.id(), "grant_type", GrantType.DEVICE_CODE.value(), "device_code", code);
    }
}

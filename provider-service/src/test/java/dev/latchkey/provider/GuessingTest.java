package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static dev.latchkey.provider.protocol.GrantType.AUTHORIZATION_CODE;
import static dev.latchkey.provider.protocol.GrantType.DEVICE_CODE;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.app.ApplicationConfiguration;
import dev.latchkey.provider.app.ProviderApplication;
import dev.latchkey.provider.client.ClientPermissions;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.ResourceHelpers;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Guessing passwords and names from many addresses, as a proxy reports them. */
final class GuessingTest {
    private static final TestClock CLOCK = new TestClock();
    private static final DropwizardTestSupport<ApplicationConfiguration> RUNNING = start();
    private static final AtomicInteger ADDRESS = new AtomicInteger();

    private final Http http = new Http(path -> URI.create("http://127.0.0.1:" + RUNNING.getLocalPort() + path));
    private final Database database = RunningProvider.database(RUNNING);
    private final Registrations registrations = new Registrations(database, CLOCK);
    private final TestClient client = registrations.register(
            ClientType.CONFIDENTIAL,
            Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), PASSWORD),
            ClientTokens.of(TokenFormat.JWT));
    private final String user = registrations.user();
    private final String here = address();

    @AfterAll
    static void stop() {
        RUNNING.after();
    }

    @Test
    @Contract(30)
    @Attack(84)
    void locksAnAccountForTheAddressThatGuessesAndForNoOther() {
        guess(user, here, 4);

        assertError(logIn(user, Registrations.PASSWORD, here), 429, "too_many_requests");
        assertThat(logIn(user, Registrations.PASSWORD, address()).status()).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(61));
        assertThat(logIn(user, Registrations.PASSWORD, here).status()).isEqualTo(200);
    }

    @Test
    @Contract(30)
    void startsToCountAnewAfterARightPassword() {
        for (int i = 0; i < 4; i++) {
            guess(user, here, 3);
            assertThat(logIn(user, Registrations.PASSWORD, here).status()).isEqualTo(200);
            CLOCK.advance(Duration.ofHours(1));
        }
    }

    @Test
    @Attack(85)
    void keepsTheOwnersAddressOpenHoweverManyStrangersGuess() {
        assertThat(logIn(user, Registrations.PASSWORD, here).status()).isEqualTo(200);
        for (int i = 0; i < 4; i++) {
            guess(user, address(), 2);
        }

        assertError(logIn(user, Registrations.PASSWORD, address()), 429, "too_many_requests");
        assertThat(logIn(user, Registrations.PASSWORD, here).status()).isEqualTo(200);
    }

    @Test
    @Attack(86)
    void slowsDownAnAddressThatTriesOneAccountAfterTheOther() {
        for (int i = 0; i < 6; i++) {
            guess("account" + i + user, here, 2);
        }

        Answer another = logIn(user, Registrations.PASSWORD, here);

        assertError(another, 429, "too_many_requests");
        assertThat(Integer.parseInt(another.header("Retry-After"))).isBetween(1, 61);
        assertThat(logIn(user, Registrations.PASSWORD, address()).status()).isEqualTo(200);
    }

    @Test
    @Attack(86)
    void takesANetworkOfIpv6ForOneAddress() {
        String network = "2001:db8:" + ADDRESS.incrementAndGet() + ":1:";
        for (int i = 0; i < 4; i++) {
            guess(user, network + ":" + i, 1);
        }

        assertError(logIn(user, Registrations.PASSWORD, network + "a:b:c:d"), 429, "too_many_requests");
        assertThat(logIn(user, Registrations.PASSWORD, "2001:db8:ffff:1::1").status())
                .isEqualTo(200);
    }

    @Test
    @Contract(30)
    @Attack({84, 87})
    void countsTheLogInPageAndThePasswordGrantTogether() {
        Map<String, String> headers = new HashMap<>(Map.of("X-Forwarded-For", here));
        Answer page = http.send("GET", "/o/login/", headers, new byte[0]);
        headers.put("Cookie", page.header("Set-Cookie").split(";", 2)[0]);
        guess(user, here, 4);

        Answer refused = http.post(
                "/o/login/",
                headers,
                Http.encode(
                        "csrf",
                        Browser.hidden(page).get("csrf"),
                        "username",
                        user,
                        "password",
                        Registrations.PASSWORD));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("<h1>Too many attempts</h1>");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        assertThat(refused.headers()).doesNotContainKey("set-cookie");
    }

    @Test
    @Attack(153)
    void keepsAClientOpenForItsOwnerWhenAStrangerGuessesItsSecret() {
        for (int i = 0; i < 20; i++) {
            assertError(presentSecret("guess" + i, here), 401, "invalid_client");
        }

        assertError(presentSecret(client.secret(), here), 429, "too_many_requests");
        assertThat(logIn(user, Registrations.PASSWORD, address()).status()).isEqualTo(200);
    }

    @Test
    @Attack(82)
    void takesNothingThatOnlyResemblesThePassword() {
        String typed = "  p\u0000a\u0308\ud83d\ude00 \u00e4rd ";

        for (String other : List.of(
                typed.strip(),
                typed.replace("\u0000", ""),
                typed.substring(0, 3),
                Normalizer.normalize(typed, Normalizer.Form.NFC),
                Normalizer.normalize(typed, Normalizer.Form.NFD),
                typed.replace("\ud83d\ude00", "?"))) {
            String name = registrations.user(typed);
            assertError(logIn(name, other, address()), 400, "invalid_grant");
            assertThat(logIn(name, typed, here).status()).isEqualTo(200);
        }
    }

    private Answer presentSecret(String secret, String from) {
        Map<String, String> headers = new HashMap<>(Http.basic(client.id(), secret));
        headers.put("X-Forwarded-For", from);
        return http.token(headers, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    @Test
    @Attack(106)
    void slowsDownWhoGuessesAtTheRefreshTokensOfAPublicClient() {
        TestClient app = registrations.register(
                ClientType.PUBLIC,
                Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), PASSWORD, REFRESH_TOKEN),
                ClientTokens.of(TokenFormat.JWT));
        for (int i = 0; i <= 1_000; i++) {
            assertError(refresh(app, "lk_rt_" + "A".repeat(59), here), 400, "invalid_grant");
        }

        Answer slowed = refresh(app, "lk_rt_" + "A".repeat(59), here);

        assertError(slowed, 429, "too_many_requests");
        assertThat(Integer.parseInt(slowed.header("Retry-After"))).isBetween(1, 61);
        assertError(refresh(app, "lk_rt_" + "A".repeat(59), address()), 400, "invalid_grant");
        CLOCK.advance(Duration.ofMinutes(1));
        assertError(refresh(app, "lk_rt_" + "A".repeat(59), here), 400, "invalid_grant");
    }

    private Answer refresh(TestClient app, String token, String from) {
        return http.token(
                Map.of("X-Forwarded-For", from),
                "client_id",
                app.id(),
                "grant_type",
                "refresh_token",
                "refresh_token",
                token);
    }

    @Test
    @Attack(306)
    void keepsALineOfEachWrongPasswordAndOneRowOfMany() {
        CapturedLog log = CapturedLog.listening();
        guess(user, here, 3);
        guess("typed-" + user, here, 1);
        String lines = log.audit();
        log.stop();

        String event = "event=user.login_failed outcome=failure actor=anonymous ";
        String whose = "user=" + registrations.userId(user) + " address=" + here;
        assertThat(lines.split(event + whose, -1)).hasSize(4);
        assertThat(lines.split(event + "address=" + here, -1)).hasSize(2);
        assertThat(lines).doesNotContain("typed-");
        assertThat(rows(here)).isEqualTo(2);
        CLOCK.advance(Duration.ofMinutes(16));
        guess(user, here, 1);
        assertThat(rows(here)).isEqualTo(3);
    }

    @Test
    @Attack(80)
    void slowsDownWhoAsksForNamesBySigningUp() {
        for (String name : new String[] {user, user, "new-" + user}) {
            assertThat(signUp(name).status()).isIn(201, 409);
        }

        assertError(signUp(user), 429, "too_many_requests");
        assertError(signUp("newer-" + user), 429, "too_many_requests");
        assertThat(signUpOnThePage("newer-" + user).status()).isEqualTo(429);
        assertThat(registrations.users().findByUsername(new dev.latchkey.accounts.UserName("newer-" + user)))
                .isEmpty();
    }

    @Test
    void boundsTheDeviceCodesOfAPublicClientPerAddressAndInAll() {
        TestClient device = registrations.register(
                ClientType.PUBLIC,
                Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), DEVICE_CODE),
                ClientTokens.of(TokenFormat.JWT));

        assertBounded("/o/device-authorization/", 200, Http.encode("client_id", device.id()));
    }

    @Test
    void boundsThePushedRequestsOfAPublicClientPerAddressAndInAll() {
        TestClient app = registrations.register(
                ClientType.PUBLIC,
                new ClientPermissions(
                        Set.of(AUTHORIZATION_CODE),
                        ScopeSet.of("read"),
                        ScopeSet.empty(),
                        List.of(new RedirectUri(Flow.CALLBACK))),
                ClientTokens.of(TokenFormat.JWT));

        assertBounded("/o/par/", 201, Flow.query(app));
    }

    @Test
    void boundsThePushedRequestsOfAConfidentialClientInAll() {
        TestClient app = registrations.register(
                ClientType.CONFIDENTIAL,
                new ClientPermissions(
                        Set.of(AUTHORIZATION_CODE),
                        ScopeSet.of("read"),
                        ScopeSet.empty(),
                        List.of(new RedirectUri(Flow.CALLBACK))),
                ClientTokens.of(TokenFormat.JWT));
        for (int i = 0; i < 4; i++) {
            assertThat(http.post("/o/par/", Http.basic(app.id(), app.secret()), Flow.query(app))
                            .status())
                    .isEqualTo(201);
        }

        assertError(
                http.post("/o/par/", Http.basic(app.id(), app.secret()), Flow.query(app)), 429, "too_many_requests");
    }

    private void assertBounded(String path, int good, String form) {
        for (int i = 0; i < 2; i++) {
            assertThat(http.post(path, Map.of("X-Forwarded-For", here), form).status())
                    .isEqualTo(good);
        }
        Answer fromHere = http.post(path, Map.of("X-Forwarded-For", here), form);
        assertError(fromHere, 429, "too_many_requests");
        assertThat(Integer.parseInt(fromHere.header("Retry-After"))).isPositive();
        for (int i = 0; i < 2; i++) {
            assertThat(http.post(path, Map.of("X-Forwarded-For", address()), form)
                            .status())
                    .isEqualTo(good);
        }
        assertError(http.post(path, Map.of("X-Forwarded-For", address()), form), 429, "too_many_requests");
        CLOCK.advance(Duration.ofMinutes(10));
        assertThat(http.post(path, Map.of("X-Forwarded-For", here), form).status())
                .isEqualTo(good);
    }

    private Answer signUp(String name) {
        return http.post(
                "/sign_up/", Map.of("X-Forwarded-For", here), Http.encode("username", name, "password", "long enough"));
    }

    private Answer signUpOnThePage(String name) {
        Answer page = http.get("/o/sign-up/");
        String cookie = page.header("Set-Cookie").split(";", 2)[0];
        return http.post(
                "/o/sign-up/",
                Map.of("X-Forwarded-For", here, "Cookie", cookie),
                Http.encode("csrf", Browser.hidden(page).get("csrf"), "username", name, "password", "long enough"));
    }

    private long rows(String address) {
        return database.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM oauth_audit_event"
                        + " WHERE event_type = 'user.login_failed' AND address = :address")
                .bind("address", address.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .mapTo(Long.class)
                .one());
    }

    private void guess(String name, String from, int times) {
        for (int i = 0; i < times; i++) {
            assertError(logIn(name, "guess", from), 400, "invalid_grant");
        }
    }

    private Answer logIn(String name, String password, String from) {
        Map<String, String> headers = new HashMap<>(Http.basic(client.id(), client.secret()));
        headers.put("X-Forwarded-For", from);
        return http.token(headers, "grant_type", "password", "username", name, "password", password);
    }

    private static String address() {
        int number = ADDRESS.incrementAndGet();
        return "198.51." + number / 250 + "." + (1 + number % 250);
    }

    private static DropwizardTestSupport<ApplicationConfiguration> start() {
        DropwizardTestSupport<ApplicationConfiguration> started =
                new DropwizardTestSupport<>(
                        ProviderApplication.class,
                        ResourceHelpers.resourceFilePath("guessing-test.yml"),
                        ConfigOverride.config("provider.secret", RunningProvider.SECRET)) {
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

package dev.latchkey.provider;

import static dev.latchkey.provider.client.ClientAuthenticationMethod.PRIVATE_KEY_JWT;
import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.DEVICE_CODE;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.app.CommandLine;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientKeys;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The dump of yesterday is played back, in which everything is good that was revoked, replaced, used or withdrawn since:
 * {@code docs/how-to/back-up-and-restore.md}, step by step.
 */
@OnEachDatabase
final class RestoredDumpContractTest {
    private static final String SECRETS = RunningProvider.SECRET + "," + RunningProvider.OLD_SECRET;

    private final TestClock clock = new TestClock();
    private final JdbcAddress address;
    private final CommandLine latchkey;
    private final TestClient opaque;
    private final TestClient jwt;
    private final TestClient application;
    private final TestClient signer;
    private final String user;
    private RunningProvider provider;

    RestoredDumpContractTest(TestDatabase database) {
        address = RunningProvider.migrated(database, "restored");
        latchkey = new CommandLine(address, SECRETS, clock);
        provider = RunningProvider.under(SECRETS, address, clock);
        Registrations registrations = provider.registrations();
        user = registrations.user();
        opaque = registrations.register(
                ClientType.CONFIDENTIAL,
                Registrations.permissions(
                        ScopeSet.of("read"), ScopeSet.of("read"), PASSWORD, CLIENT_CREDENTIALS, REFRESH_TOKEN),
                ClientTokens.of(TokenFormat.OPAQUE));
        jwt = registrations.confidential(PASSWORD, REFRESH_TOKEN, DEVICE_CODE);
        application = new Flow(provider).confidential();
        signer = registrations.authenticatedBy(new ClientAuthentication(
                Set.of(PRIVATE_KEY_JWT), ClientKeys.Inline.parse(Assertions.jwks(Assertions.EC.toPublicJWK()))));
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    /** What people and clients hold when the dump is made, all of it good then. */
    private record Held(
            Answer rotated,
            Answer revoked,
            Answer untouched,
            String ofClient,
            Map<String, String> session,
            String code,
            String pushed,
            Answer device) {}

    @Test
    @Attack(315)
    void revivesNothing() throws SQLException {
        Held held = everythingGood();
        DatabaseDump yesterday = DatabaseDump.of(provider.database());
        String keys = keys();
        String successor = endsEverythingBut(held);
        List<String> assertions = usedAssertions();
        assertThat(keys()).isNotEqualTo(keys);

        provider.stop();
        restore(yesterday);
        assertThat(latchkey.run("keys", "list").out().lines().map(line -> line.split("\t", 2)[0]))
                .allMatch(keys::contains);
        assertThat(latchkey.run("db", "status").failed()).isFalse();
        assertThat(latchkey.run("db", "restored").failed()).isFalse();
        provider = RunningProvider.under(SECRETS, address, clock);

        assertNothingIsGood(held, successor, keys);
        assertNoneIsTakenAgain(assertions);
        assertThat(logIn(opaque).status()).isEqualTo(200);
        asksForConsentAgain();
    }

    private Held everythingGood() {
        Flow flow = new Flow(provider);
        Browser browser = flow.loggedIn(user);
        flow.redeem(application, flow.code(browser, application));
        Held held = new Held(
                logIn(jwt),
                logIn(opaque),
                logIn(opaque),
                provider.http()
                        .token(opaque, "grant_type", "client_credentials")
                        .text("access_token"),
                Map.copyOf(browser.cookies()),
                flow.code(browser, application),
                push(),
                allowedDevice(browser));
        assertThat(isActive(held.revoked().text("access_token"))).isTrue();
        assertThat(isActive(held.ofClient())).isTrue();
        return held;
    }

    private String push() {
        Answer pushed = provider.http()
                .post("/o/par/", Http.basic(application.id(), application.secret()), Flow.query(application));
        return "/o/authorize/?" + Http.encode("client_id", application.id(), "request_uri", pushed.text("request_uri"));
    }

    private Answer allowedDevice(Browser browser) {
        Answer codes = provider.http().post("/o/device-authorization/", Http.basic(jwt.id(), jwt.secret()), "");
        Answer asked = browser.submit(browser.open("/o/device/"), "user_code", codes.text("user_code"));
        assertThat(browser.submit(asked, "decision", "allow").status()).isEqualTo(200);
        return codes;
    }

    // Since the dump; the refresh token that came after it.
    private String endsEverythingBut(Held held) {
        Browser browser = browser(held.session());
        assertThat(browser.get(held.pushed()).header("Location")).contains("code=");
        assertThat(new Flow(provider).redeem(application, held.code()).status()).isEqualTo(200);
        assertThat(poll(held.device()).status()).isEqualTo(200);
        revoke(held.revoked().text("refresh_token"));
        revoke(held.ofClient());
        browser.submitForm(
                browser.get("/o/authorized_tokens/"), "/o/authorized_tokens/", "csrf", "client_id", application.id());
        browser.submit(browser.get("/o/logout/"));
        assertThat(browser(held.session()).get("/o/account/").status()).isEqualTo(302);
        String signing = latchkey.run("keys", "list")
                .out()
                .lines()
                .findFirst()
                .orElseThrow()
                .split("\t", 2)[0];
        latchkey.run("keys", "rotate");
        assertThat(latchkey.run("keys", "remove", signing).failed()).isFalse();
        return refresh(jwt, held.rotated().text("refresh_token")).text("refresh_token");
    }

    // Since the dump, and live for longer than anything below takes: one says when it was made, one does not.
    private List<String> usedAssertions() {
        List<String> assertions = List.of(
                assertion(clock.instant().plusSeconds(29), Duration.ofMinutes(5)),
                assertion(null, Duration.ofMinutes(5)));
        assertions.forEach(used -> assertThat(present(used).status()).isEqualTo(200));
        return assertions;
    }

    private String assertion(@Nullable Instant issuedAt, Duration lifetime) {
        return Assertions.signed(
                Assertions.EC,
                Assertions.claims(signer.id(), clock.instant())
                        .issueTime(issuedAt == null ? null : Date.from(issuedAt))
                        .expirationTime(Date.from(clock.instant().plus(lifetime)))
                        .build());
    }

    private Answer present(String assertion) {
        return provider.http()
                .token(
                        Map.of(),
                        "grant_type",
                        "client_credentials",
                        "client_assertion_type",
                        Assertions.TYPE,
                        "client_assertion",
                        assertion);
    }

    private void restore(DatabaseDump yesterday) throws SQLException {
        try (Database database = Database.open(RunningProvider.settings(address), null)) {
            yesterday.restoreTo(database);
        }
    }

    private void assertNothingIsGood(Held held, String successor, String keys) {
        for (String token : List.of(held.rotated().text("refresh_token"), successor)) {
            assertThat(refresh(jwt, token).text("error")).isEqualTo("invalid_grant");
        }
        for (Answer tokens : List.of(held.revoked(), held.untouched())) {
            assertThat(refresh(opaque, tokens.text("refresh_token")).text("error"))
                    .isEqualTo("invalid_grant");
            assertThat(isActive(tokens.text("access_token"))).isFalse();
        }
        assertThat(isActive(held.ofClient())).isFalse();
        assertThat(browser(held.session()).get("/o/account/").status()).isEqualTo(302);
        assertThat(new Flow(provider).redeem(application, held.code()).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(new Flow(provider).loggedIn(user).get(held.pushed()).status())
                .isEqualTo(400);
        assertThat(poll(held.device()).text("error")).isEqualTo("invalid_grant");
        // With its key a JWT goes that was revoked since.
        assertThat(keyIds(provider.http().get("/o/.well-known/jwks.json").body()))
                .noneMatch(keys::contains);
    }

    private void assertNoneIsTakenAgain(List<String> used) {
        used.forEach(assertion -> assertThat(present(assertion).text("error")).isEqualTo("invalid_client"));
        assertThat(present(assertion(clock.instant(), Duration.ofMinutes(1))).status())
                .isEqualTo(401);

        clock.advance(Duration.ofSeconds(32));
        used.forEach(assertion -> assertThat(present(assertion).status()).isEqualTo(401));
        assertThat(present(assertion(null, Duration.ofMinutes(1))).status()).isEqualTo(401);
        assertThat(present(assertion(clock.instant(), Duration.ofMinutes(1))).status())
                .isEqualTo(200);
        assertThat(present(assertion(null, Duration.ofMinutes(5))).status()).isEqualTo(200);
    }

    // Also of those to whom it was withdrawn since, and nobody knows who they were.
    private void asksForConsentAgain() {
        Browser browser = new Flow(provider).loggedIn(user);
        assertThat(browser.open(Flow.request(application)).status()).isEqualTo(200);
    }

    private String keys() {
        return latchkey.run("keys", "list").out();
    }

    private static List<String> keyIds(String keySet) {
        return Pattern.compile("\"kid\":\"([^\"]+)\"")
                .matcher(keySet)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private Browser browser(Map<String, String> session) {
        Browser browser = new Browser(provider);
        browser.cookies().putAll(session);
        return browser;
    }

    private Answer logIn(TestClient client) {
        return provider.http()
                .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private Answer refresh(TestClient client, String token) {
        return provider.http().token(client, "grant_type", "refresh_token", "refresh_token", token);
    }

    private Answer poll(Answer codes) {
        return provider.http().token(jwt, "grant_type", DEVICE_CODE.value(), "device_code", codes.text("device_code"));
    }

    private void revoke(String token) {
        Answer answer = provider.http()
                .post("/o/revoke_token/", Http.basic(opaque.id(), opaque.secret()), Http.encode("token", token));
        assertThat(answer.status()).isEqualTo(200);
    }

    private boolean isActive(String token) {
        return provider.http()
                .post("/o/introspect/", Http.basic(opaque.id(), opaque.secret()), Http.encode("token", token))
                .json()
                .path("active")
                .asBoolean();
    }
}

package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.DEVICE_CODE;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.app.CommandLine;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every secret that is handed out, and all rows of all tables. */
@OnEachDatabase
final class DatabaseDumpContractTest {
    private static final String FRESH = "Another-9f1c horse";

    private final JdbcAddress address;
    private final TestClock clock = new TestClock();
    private final List<String> secrets =
            new ArrayList<>(List.of(RunningProvider.SECRET, RunningProvider.OLD_SECRET, Registrations.PASSWORD, FRESH));
    private final TestClient direct;
    private final TestClient opaque;
    private final TestClient byAssertion;
    private final String user;
    private RunningProvider provider;

    DatabaseDumpContractTest(TestDatabase database) {
        address = RunningProvider.migrated(database, "dump");
        provider = start();
        Registrations registrations = provider.registrations();
        user = registrations.user();
        direct = registrations.confidential(PASSWORD, REFRESH_TOKEN, CLIENT_CREDENTIALS, DEVICE_CODE);
        opaque = registrations.register(
                ClientType.CONFIDENTIAL,
                Registrations.permissions(
                        ScopeSet.of("read"), ScopeSet.of("read"), PASSWORD, CLIENT_CREDENTIALS, REFRESH_TOKEN),
                ClientTokens.of(TokenFormat.OPAQUE));
        byAssertion = registrations.authenticatedBy(
                new ClientAuthentication(Set.of(ClientAuthenticationMethod.CLIENT_SECRET_JWT), null));
        List.of(direct, opaque, byAssertion).forEach(client -> secrets.add(client.secret()));
    }

    private RunningProvider start() {
        return RunningProvider.under(RunningProvider.SECRET + "," + RunningProvider.OLD_SECRET, address, clock);
    }

    @AfterEach
    void stop() {
        provider.stop();
    }

    @Test
    @Attack(258)
    void holdsNothingThatOpensAnything() {
        Flow flow = new Flow(provider);
        TestClient application = flow.confidential();
        secrets.add(application.secret());
        Browser browser = flow.loggedIn(user);
        useEverything(flow, application, browser);
        secrets.addAll(browser.cookies().values());

        List<String> dump = DatabaseDump.of(provider.database()).texts();

        assertThat(dump).anyMatch(cell -> cell.contains(user)).anyMatch(cell -> cell.contains(direct.id()));
        assertThat(secrets).hasSizeGreaterThan(20).doesNotContain("");
        for (String secret : secrets) {
            assertThat(dump).as(secret).noneMatch(cell -> contains(cell, secret));
        }
    }

    private void useEverything(Flow flow, TestClient application, Browser browser) {
        Http http = provider.http();
        secrets.add(flow.code(browser, application));
        keep(flow.redeem(application, flow.code(browser, application)));
        for (TestClient client : List.of(direct, opaque)) {
            Answer first = keep(
                    http.token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD));
            keep(http.token(client, "grant_type", "refresh_token", "refresh_token", first.text("refresh_token")));
            keep(http.token(client, "grant_type", "client_credentials"));
        }
        Answer device = http.post("/o/device-authorization/", Http.basic(direct.id(), direct.secret()), "scope=read");
        secrets.add(device.text("device_code"));
        secrets.add(device.text("user_code"));
        secrets.add(device.text("user_code").replace("-", ""));
        Answer asked =
                rememberedForm(browser.submit(browser.open("/o/device/"), "user_code", device.text("user_code")));
        browser.submit(asked, "decision", "allow");
        Answer pushed =
                http.post("/o/par/", Http.basic(application.id(), application.secret()), Flow.query(application));
        secrets.add(pushed.text("request_uri"));
        Answer assertion = http.token(
                Map.of(),
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                Assertions.TYPE,
                "client_assertion",
                remembered(Assertions.authenticated(
                        byAssertion.secret(),
                        Assertions.claims(byAssertion.id(), clock.instant()).build())));
        keep(assertion);
        rememberedForm(browser.open(Flow.request(application, "prompt", "consent")));
        CommandLine latchkey =
                new CommandLine(address, RunningProvider.SECRET + "," + RunningProvider.OLD_SECRET, clock);
        secrets.add(latchkey.run("client", "rotate-secret", direct.id()).value("client_secret"));
        Members.register(browser, "web", "Own", Flow.CALLBACK);
        secrets.add(Members.application(browser, "web", Flow.CALLBACK).secret());
        browser.submit(
                browser.get("/o/account/password/"), "current_password", Registrations.PASSWORD, "new_password", FRESH);
    }

    // What proves that a form was served by us, and what a decision is about.
    private Answer rememberedForm(Answer page) {
        assertThat(Browser.hidden(page)).containsKeys("csrf", "request");
        secrets.addAll(Browser.hidden(page).values());
        return page;
    }

    private String remembered(String secret) {
        secrets.add(secret);
        return secret;
    }

    private Answer keep(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        secrets.add(answer.text("access_token"));
        // Of a JWT nobody else can make its signature.
        secrets.add(answer.text("access_token").replaceFirst(".*\\.", ""));
        if (answer.json().has("refresh_token")) {
            secrets.add(answer.text("refresh_token"));
        }
        return answer;
    }

    @Test
    @Attack(136)
    void revivesNothingAfterARestart() {
        Http http = provider.http();
        Answer revoked = logIn(opaque);
        Answer live = logIn(opaque);
        http.post(
                "/o/revoke_token/",
                Http.basic(opaque.id(), opaque.secret()),
                Http.encode("token", revoked.text("refresh_token")));

        provider.stop();
        provider = start();

        assertThat(refresh(revoked).text("error")).isEqualTo("invalid_grant");
        assertThat(isActive(revoked)).isFalse();
        assertThat(isActive(live)).isTrue();
    }

    private Answer logIn(TestClient client) {
        return provider.http()
                .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);
    }

    private Answer refresh(Answer tokens) {
        return provider.http()
                .token(opaque, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
    }

    private boolean isActive(Answer tokens) {
        return provider.http()
                .post(
                        "/o/introspect/",
                        Http.basic(opaque.id(), opaque.secret()),
                        Http.encode("token", tokens.text("access_token")))
                .json()
                .path("active")
                .asBoolean();
    }

    // As it is written, and the bytes that it stands for.
    private static boolean contains(String cell, String secret) {
        return cell.contains(secret)
                || cell.contains(
                        new String(bytes(secret.replaceAll("^(urn:.*:)?lk_.._", "")), StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(String secret) {
        try {
            return Base64.getUrlDecoder().decode(secret);
        } catch (IllegalArgumentException e) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    }
}

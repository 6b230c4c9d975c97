package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static dev.latchkey.provider.protocol.GrantType.PASSWORD;
import static dev.latchkey.provider.protocol.GrantType.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many statements an operation costs on the thread that serves it. */
@OnEachDatabase
final class StatementsTest {
    private final RunningProvider provider;
    private final Http http;

    StatementsTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        http = provider.http();
    }

    @Test
    void aClientsJwtCostsNoneOnceTheClientIsKnown() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS);
        http.token(client, "grant_type", "client_credentials");

        assertThat(provider.statements().during(() -> http.token(client, "grant_type", "client_credentials")))
                .isZero();
    }

    @Test
    void aClientsOpaqueTokenCostsOne() {
        TestClient client = provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.OPAQUE));
        http.token(client, "grant_type", "client_credentials");

        assertThat(provider.statements().during(() -> http.token(client, "grant_type", "client_credentials")))
                .isEqualTo(1);
    }

    @Test
    void aPasswordCostsThreeAndARefreshTwo() {
        TestClient client = provider.registrations().confidential(PASSWORD, REFRESH_TOKEN);
        String user = provider.registrations().user();
        String[] form = {"grant_type", "password", "username", user, "password", Registrations.PASSWORD};
        String token = http.token(client, form).text("refresh_token");

        assertThat(provider.statements().during(() -> http.token(client, form))).isEqualTo(3);
        assertThat(provider.statements()
                        .during(() -> http.token(client, "grant_type", "refresh_token", "refresh_token", token)))
                .isEqualTo(2);
    }

    @Test
    @Attack(79)
    void aWrongPasswordCostsTheSameForAnAccountAndForNone() {
        TestClient client = provider.registrations().confidential(PASSWORD);
        String user = provider.registrations().user();
        http.token(client, "grant_type", "client_credentials");

        int known = provider.statements().during(() -> wrongPassword(client, user));
        int unknown = provider.statements().during(() -> wrongPassword(client, "no-" + user));

        assertThat(known).isEqualTo(unknown).isLessThanOrEqualTo(3);
        known = provider.statements().during(() -> wrongPassword(client, user));
        unknown = provider.statements().during(() -> wrongPassword(client, "no-" + user));
        assertThat(known).isEqualTo(unknown).isLessThanOrEqualTo(2);
    }

    private void wrongPassword(TestClient client, String user) {
        http.token(client, "grant_type", "password", "username", user, "password", "wrong");
    }

    @Test
    void aForgedTokenAndAWrongSecretCostNone() {
        TestClient client = provider.registrations().confidential(REFRESH_TOKEN);
        http.token(client, "grant_type", "refresh_token", "refresh_token", "x");

        assertThat(provider.statements()
                        .during(() -> http.token(
                                client, "grant_type", "refresh_token", "refresh_token", "lk_rt_" + "A".repeat(54))))
                .isZero();
        assertThat(provider.statements()
                        .during(() -> http.token(Http.basic(client.id(), "wrong"), "grant_type", "refresh_token")))
                .isZero();
    }

    @Test
    void aCodeCostsFourToAskForSevenToAllowAndThreeToRedeem() {
        Flow flow = new Flow(provider);
        TestClient client = flow.confidential();
        Browser browser = flow.loggedIn(provider.registrations().user());
        browser.get(Flow.request(client));
        // Long enough for the session to note that it is in use.
        provider.clock().advance(Duration.ofMinutes(2));
        Http.Answer[] answer = new Http.Answer[1];

        assertThat(provider.statements().during(() -> answer[0] = browser.get(Flow.request(client))))
                .isEqualTo(3);
        assertThat(provider.statements().during(() -> answer[0] = Flow.allow(browser, answer[0])))
                .isEqualTo(5);
        String code = Browser.parameters(answer[0].header("Location")).get("code");
        assertThat(provider.statements().during(() -> answer[0] = flow.redeem(client, code)))
                .isEqualTo(3);
        assertThat(answer[0].status()).isEqualTo(200);
        provider.clock().advance(Duration.ofMinutes(2));
        assertThat(provider.statements().during(() -> browser.get(Flow.request(client))))
                .isEqualTo(4);
    }

    @Test
    void denyingCostsThree() {
        Flow flow = new Flow(provider);
        Browser browser = flow.loggedIn(provider.registrations().user());
        Http.Answer page = browser.get(Flow.request(flow.confidential()));

        assertThat(provider.statements().during(() -> browser.submit(page, "decision", "deny")))
                .isEqualTo(3);
    }

    @Test
    void introspectionCostsOneAtMost() {
        TestClient client = provider.registrations().confidential(CLIENT_CREDENTIALS, PASSWORD);
        String user = provider.registrations().user();
        String own = http.token(client, "grant_type", "client_credentials").text("access_token");
        String users = http.token(
                        client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD)
                .text("access_token");

        assertThat(provider.statements().during(() -> introspect(client, own))).isZero();
        assertThat(provider.statements().during(() -> introspect(client, users)))
                .isEqualTo(1);
        assertThat(provider.statements().during(() -> introspect(client, own + "x")))
                .isZero();
    }

    private void introspect(TestClient client, String token) {
        http.post("/o/introspect/", Http.basic(client.id(), client.secret()), Http.encode("token", token));
    }
}

package dev.latchkey.provider;

import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE K: what a person allowed to whom, and how it ends. */
@OnEachDatabase
final class AuthorizedAppsContractTest {
    private static final String PAGE = "/o/authorized_tokens/";

    private final RunningProvider provider;
    private final TestDatabase database;
    private final Http http;
    private final String user;
    private final Browser browser;

    AuthorizedAppsContractTest(TestDatabase database) {
        this.database = database;
        provider = RunningProvider.on(database);
        http = provider.http();
        user = provider.registrations().user();
        browser = new Members(provider).browser(user);
    }

    @Test
    @Contract(117)
    @Attack(302)
    void showsEachApplicationOnceWithAllThatItMayDo() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        assertThat(browser.get(PAGE).body()).contains("You have allowed no application anything.");
        logIn(client, "read");
        logIn(client, "write");
        new Flow(provider).code(browser, new Flow(provider).confidential());

        Answer page = browser.get(PAGE);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().split("name=\"client_id\"", -1)).hasSize(3);
        assertThat(page.body())
                .contains(
                        "value=\"" + client.id() + "\"", "<li>Read</li><li>write</li>", "last token <time datetime=\"")
                .contains("aria-current=\"page\">Authorized apps");
        assertThat(new Members(provider).member().get(PAGE).body()).contains("You have allowed no application");
    }

    @Test
    @Contract(117)
    @Attack({141, 198, 203, 302})
    void endsTheTokensOfWhatIsWithdrawnAtOnceOnEveryNode() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        TestClient other = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        Answer token = logIn(client, "read");
        Answer kept = logIn(other, "read");
        Http beside = RunningProvider.beside(database).http();

        Answer done = browser.submitForm(browser.get(PAGE), PAGE, "csrf", "client_id", client.id());

        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.follow(done).body())
                .contains("It is withdrawn.", other.id())
                .doesNotContain(client.id());
        assertThat(new StatusListReader(http).isRevoked(token)).isTrue();
        assertError(refresh(client, token), 400, "invalid_grant");
        Eventually.holds(() -> new StatusListReader(beside).isRevoked(token));
        assertThat(new StatusListReader(http).isRevoked(kept)).isFalse();
        assertThat(refresh(other, kept).status()).isEqualTo(200);
        assertThat(browser.submitForm(browser.get(PAGE), PAGE, "csrf", "client_id", other.id())
                        .status())
                .isEqualTo(303);
    }

    @Test
    @Contract({46, 117})
    void asksAgainAndBurnsTheCodesThatWereNotRedeemed() {
        Flow flow = new Flow(provider);
        TestClient client = flow.confidential();
        String code = flow.code(browser, client);
        assertThat(browser.get(Flow.request(client)).status()).isEqualTo(302);

        browser.submitForm(browser.get(PAGE), PAGE, "csrf", "client_id", client.id());

        assertError(flow.redeem(client, code), 400, "invalid_grant");
        Answer consent = browser.get(Flow.request(client));
        assertThat(consent.status()).isEqualTo(200);
        assertThat(consent.body()).contains("wants access to your account");
    }

    @Test
    @Contract(117)
    void burnsWhatADeviceHasNotFetched() {
        TestClient device = provider.registrations().confidential(GrantType.DEVICE_CODE);
        Answer started = http.post(
                "/o/device-authorization/", Http.basic(device.id(), device.secret()), Http.encode("scope", "read"));
        Answer confirm = browser.submit(browser.get("/o/device/"), "user_code", started.text("user_code"));
        assertThat(browser.submit(confirm, "decision", "allow").status()).isEqualTo(200);
        String csrf = Browser.hidden(browser.get("/o/account/")).getOrDefault("csrf", "");

        Answer done = browser.post(PAGE, "csrf", csrf, "client_id", device.id());
        assertThat(browser.follow(done).body()).contains("It is withdrawn.");

        assertError(
                http.token(
                        device,
                        "grant_type",
                        GrantType.DEVICE_CODE.value(),
                        "device_code",
                        started.text("device_code")),
                400,
                "access_denied");
    }

    @Test
    @Attack({67, 201, 306})
    void withdrawsNothingWithoutAFormOfOursAndNothingOfOthers() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        Answer token = logIn(client, "read");
        Browser stranger = new Members(provider).member();
        String csrf = Browser.hidden(stranger.get("/o/account/")).getOrDefault("csrf", "");

        assertThat(browser.post(PAGE, "client_id", client.id()).status()).isEqualTo(403);
        assertThat(browser.post(PAGE, "csrf", csrf, "client_id", client.id()).status())
                .isEqualTo(403);
        assertThat(stranger.post(PAGE, "csrf", csrf, "client_id", client.id()).status())
                .isEqualTo(303);
        assertThat(stranger.post(PAGE, "csrf", csrf, "client_id", "'").status()).isEqualTo(404);
        assertThat(new Browser(provider).get(PAGE).status()).isEqualTo(302);

        assertThat(refresh(client, token).status()).isEqualTo(200);
        browser.submitForm(browser.get(PAGE), PAGE, "csrf", "client_id", client.id());
        List<Long> withdrawn = provider.database()
                .withHandle(handle -> handle.createQuery("SELECT user_id FROM oauth_audit_event"
                                + " WHERE client_id = :id AND event_type = 'consent.withdrawn' ORDER BY id")
                        .bind("id", client.id().getBytes(StandardCharsets.US_ASCII))
                        .mapTo(Long.class)
                        .list());
        assertThat(withdrawn).contains(provider.registrations().userId(user));
    }

    @Test
    void auditsNoWithdrawalOfWhatWasNeverAllowed() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        String csrf = Browser.hidden(browser.get("/o/account/")).getOrDefault("csrf", "");

        for (String id : List.of(client.id(), "nosuch")) {
            Answer answer = browser.post(PAGE, "csrf", csrf, "client_id", id);
            assertThat(answer.status()).isEqualTo(303);
            assertThat(browser.follow(answer).body())
                    .contains("There was nothing to withdraw.")
                    .doesNotContain("It is withdrawn.");
        }

        List<Long> withdrawn = provider.database()
                .withHandle(handle -> handle.createQuery("SELECT user_id FROM oauth_audit_event"
                                + " WHERE client_id = :id AND event_type = 'consent.withdrawn'")
                        .bind("id", client.id().getBytes(StandardCharsets.US_ASCII))
                        .mapTo(Long.class)
                        .list());
        assertThat(withdrawn).isEmpty();
    }

    @Test
    void saysWhereTheListDoesNotGo() {
        assertThat(browser.get(PAGE + "?from=").status()).isEqualTo(200);
        assertThat(browser.get(PAGE + "?from=0").status()).isEqualTo(200);
        for (String page : List.of(PAGE, "/o/account/", "/o/applications/")) {
            for (String odd : List.of("zz", "-1", "999", "99999999999")) {
                assertThat(browser.get(page + "?from=" + odd).status()).as(page).isEqualTo(400);
            }
        }
    }

    private Answer logIn(TestClient client, String scope) {
        return http.token(
                client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD, "scope", scope);
    }

    private Answer refresh(TestClient client, Answer issued) {
        return http.token(client, "grant_type", "refresh_token", "refresh_token", issued.text("refresh_token"));
    }
}

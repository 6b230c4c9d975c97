package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE K: change password, active sessions. */
@OnEachDatabase
final class AccountContractTest {
    private static final String PAGE = "/o/account/";
    private static final String SESSIONS = "/o/account/sessions/";
    private static final String PASSWORD_PAGE = "/o/account/password/";
    private static final String FRESH = "another correct horse";

    private final RunningProvider provider;
    private final Http beside;
    private final Members members;
    private final String user;
    private final Browser browser;

    AccountContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        beside = RunningProvider.beside(database).http();
        members = new Members(provider);
        user = provider.registrations().user();
        browser = members.browser(user);
    }

    @Test
    @Contract(118)
    @Attack({75, 300})
    void changesThePasswordAndEndsTheOtherSessions() {
        Browser elsewhere = members.browser(user);
        String before = browser.cookies().getOrDefault("latchkey-session", "");
        Browser thief = members.browser(user);
        thief.cookies().put("latchkey-session", before);

        Answer done = change(Registrations.PASSWORD, FRESH);

        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.follow(done).body()).contains("Your password is changed.");
        assertThat(browser.cookies().get("latchkey-session")).isNotEqualTo(before);
        assertThat(browser.get(PAGE).status()).isEqualTo(200);
        assertThat(elsewhere.get(PAGE).status()).isEqualTo(302);
        assertThat(thief.get(PAGE).status()).isEqualTo(302);
        Browser again = new Browser(provider);
        assertThat(again.submit(again.get("/o/login/"), "username", user, "password", FRESH)
                        .status())
                .isEqualTo(303);
        Browser old = new Browser(provider);
        assertThat(old.logIn(old.get("/o/login/"), user).status()).isEqualTo(400);
    }

    @Test
    void saysHowLongANewPasswordMustBe() {
        assertThat(browser.get(PASSWORD_PAGE).body()).contains("At least 8 characters.");
    }

    @Test
    @Contract(118)
    void endsTheGrantsOfTheOldPassword() {
        TestClient client = provider.registrations().confidential(GrantType.PASSWORD, GrantType.REFRESH_TOKEN);
        Answer token = provider.http()
                .token(client, "grant_type", "password", "username", user, "password", Registrations.PASSWORD);

        change(Registrations.PASSWORD, FRESH);

        assertThat(provider.http()
                        .token(client, "grant_type", "refresh_token", "refresh_token", token.text("refresh_token"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        Eventually.holds(() -> new StatusListReader(provider.http()).isRevoked(token));
    }

    @Test
    @Contract(118)
    @Attack({81, 300})
    void asksForTheCurrentPasswordAndForAGoodNewOne() {
        Answer wrong = change("wrong", FRESH);
        Answer none = change("", FRESH);
        Answer weak = change(Registrations.PASSWORD, "short");
        Answer name = change(Registrations.PASSWORD, user + "");
        Answer huge = change(Registrations.PASSWORD, "x".repeat(5_000));

        assertThat(wrong.body()).contains("This is not your password.", "aria-invalid=\"true\"");
        assertThat(weak.body()).contains("This password is too short. It needs at least 8 characters.");
        assertThat(List.of(wrong.status(), none.status(), weak.status(), huge.status()))
                .containsExactly(403, 403, 400, 400);
        for (Answer refused : List.of(wrong, none, weak, huge)) {
            assertThat(refused.body()).doesNotContain(FRESH, "short\"", "value=\"wrong\"");
        }
        assertThat(name.status()).isEqualTo(400);
        assertThat(change(Registrations.PASSWORD, FRESH).status()).isEqualTo(303);
    }

    @Test
    @Attack({67, 300})
    void changesNothingWithoutAFormOfOurs() {
        assertThat(browser.post(PASSWORD_PAGE, "current_password", Registrations.PASSWORD, "new_password", FRESH)
                        .status())
                .isEqualTo(403);
        assertThat(browser.post(SESSIONS, "session", "others").status()).isEqualTo(403);
        assertThat(new Browser(provider).get(PAGE).status()).isEqualTo(302);
        assertThat(new Browser(provider).get(PASSWORD_PAGE).status()).isEqualTo(302);
        assertThat(members.browser(user).get(PAGE).status()).isEqualTo(200);
    }

    @Test
    @Contract(118)
    @Attack(302)
    void listsTheSessionsAndEndsOne() {
        Browser phone = members.browser(user);
        Answer page = browser.get(PAGE);
        assertThat(page.body().split("<li><div>", -1)).hasSize(3);
        assertThat(page.body()).contains("this one", "127.0.0.1", "logged in <time datetime=\"");

        Answer done = browser.submitForm(page, SESSIONS, "csrf", "session", otherSession(page));

        assertThat(browser.follow(done).body()).contains("The session has ended.");
        assertThat(phone.get(PAGE).status()).isEqualTo(302);
        assertThat(browser.get(PAGE).status()).isEqualTo(200);
    }

    @Test
    void takesNoNewPasswordThatIsTheCurrentOne() {
        Answer refused = change(Registrations.PASSWORD, Registrations.PASSWORD);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("This is your password already.");
    }

    @Test
    void showsThisSessionFirst() {
        for (int i = 0; i < 7; i++) {
            provider.clock().advance(Duration.ofSeconds(61));
            members.browser(user);
        }

        assertThat(browser.get(PAGE).body()).contains("this one", "End<span class=\"skip\"> Unknown browser</span>");
    }

    @Test
    @Contract(118)
    @Attack(302)
    void endsAllOtherSessions() {
        List<Browser> others = List.of(members.browser(user), members.browser(user));

        Answer done = browser.submitForm(browser.get(PAGE), SESSIONS, "End all others", "session", "others");

        assertThat(browser.follow(done).body()).contains("All other sessions have ended.");
        others.forEach(other -> assertThat(other.get(PAGE).status()).isEqualTo(302));
        assertThat(browser.get(PAGE).body()).doesNotContain("End all others");
    }

    @Test
    @Attack(93)
    void endsSessionsAndGrantsEverywhere() {
        Flow flow = new Flow(provider);
        TestClient client = flow.confidential();
        Browser phone = members.browser(user);
        Answer tokens = flow.redeem(client, flow.code(browser, client));
        String pending = flow.code(browser, client);
        Answer strangers = strangersTokens(client);

        Answer done = browser.submitForm(browser.get(PAGE), SESSIONS, "Log out everywhere", "session", "everywhere");

        assertThat(done.status()).isEqualTo(303);
        assertThat(browser.get(done.header("Location")).body()).contains("You are logged out everywhere");
        assertThat(browser.get(PAGE).status()).isEqualTo(302);
        assertThat(phone.get(PAGE).status()).isEqualTo(302);
        for (Http node : List.of(provider.http(), beside)) {
            assertThat(isActive(node, client, tokens)).isFalse();
            assertThat(isActive(node, client, strangers)).isTrue();
            assertThat(refresh(node, client, tokens).text("error")).isEqualTo("invalid_grant");
        }
        assertThat(flow.redeem(client, pending).text("error")).isEqualTo("invalid_grant");
        assertThat(members.browser(user).get(PAGE).status()).isEqualTo(200);
    }

    @Test
    @Attack({93, 141})
    void endsEverythingOfADisabledUserAndOfAnOldPasswordOnEachNode() {
        Flow flow = new Flow(provider);
        TestClient client = flow.confidential();
        Answer first = flow.redeem(client, flow.code(browser, client));
        change(Registrations.PASSWORD, FRESH);
        Answer second = flow.redeem(client, flow.code(browser, client));

        for (Http node : List.of(provider.http(), beside)) {
            assertThat(isActive(node, client, first)).isFalse();
            assertThat(refresh(node, client, first).text("error")).isEqualTo("invalid_grant");
            assertThat(isActive(node, client, second)).isTrue();
        }
        provider.registrations().users().disable(provider.registrations().userId(user));
        for (Http node : List.of(provider.http(), beside)) {
            Eventually.holds(() -> !isActive(node, client, second));
            assertThat(refresh(node, client, second).text("error")).isEqualTo("invalid_grant");
        }
        assertThat(browser.get(PAGE).status()).isEqualTo(302);
    }

    private Answer strangersTokens(TestClient client) {
        Flow flow = new Flow(provider);
        return flow.redeem(client, flow.code(members.member(), client));
    }

    private static boolean isActive(Http node, TestClient client, Answer tokens) {
        return node.post(
                        "/o/introspect/",
                        Http.basic(client.id(), client.secret()),
                        Http.encode("token", tokens.text("access_token")))
                .json()
                .path("active")
                .asBoolean();
    }

    private static Answer refresh(Http node, TestClient client, Answer tokens) {
        return node.token(client, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
    }

    @Test
    @Attack(301)
    void endsNoSessionOfAnybodyElse() {
        Answer page = members.browser(user).get(PAGE);
        Browser stranger = members.member();
        String csrf = Browser.hidden(stranger.get(PAGE)).getOrDefault("csrf", "");

        String theirs = otherSession(page);
        assertThat(theirs).hasSize(32);
        for (String id : List.of(theirs, "0".repeat(32), "x", "")) {
            assertThat(stranger.post(SESSIONS, "csrf", csrf, "session", id).status())
                    .isEqualTo(404);
        }

        assertThat(browser.get(PAGE).status()).isEqualTo(200);
    }

    private static String otherSession(Answer page) {
        return page.body().replaceAll("(?s).*name=\"session\" value=\"([0-9a-f]{32})\".*", "$1");
    }

    private Answer change(String current, String fresh) {
        return browser.submit(browser.get(PASSWORD_PAGE), "current_password", current, "new_password", fresh);
    }
}

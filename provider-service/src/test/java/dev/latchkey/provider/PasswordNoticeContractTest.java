package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** SECURITY 300: what people are told when their password changes, and what happened to their account of late. */
@OnEachDatabase
final class PasswordNoticeContractTest {
    private static final String ACCOUNT = "/o/account/";
    private static final String FRESH = "another correct horse";
    private static final String TOLD = "Your password was changed on ";

    private final RunningProvider provider;
    private final Members members;
    private final String user;
    private final Browser browser;

    PasswordNoticeContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
        user = provider.registrations().user();
        browser = members.browser(user);
        later();
    }

    @Test
    @Attack(300)
    void tellsOfANewPasswordOnceAtTheNextLogIn() {
        assertThat(changed().body()).contains("Your password is changed.").doesNotContain(TOLD);

        Browser next = loggedIn(FRESH);
        Answer page = next.get(ACCOUNT);
        assertThat(page.body()).contains(TOLD, "from 127.0.0.1", "If you did not do or expect this");
        assertThat(next.get(ACCOUNT).body()).doesNotContain(TOLD);

        assertThat(loggedIn(FRESH).get(ACCOUNT).body()).doesNotContain(TOLD);
    }

    @Test
    @Attack(300)
    void tellsOfItOnTheConsentPageToo() {
        TestClient client = new Flow(provider).confidential();
        changed();
        Browser next = new Browser(provider);
        Answer logIn = next.open(Flow.request(client));

        Answer consent = next.follow(next.submit(logIn, "username", user, "password", FRESH));

        assertThat(consent.body()).contains("wants access to your account", TOLD);
        assertThat(next.get(Flow.request(client)).body()).doesNotContain(TOLD);
        assertThat(next.get(ACCOUNT).body()).doesNotContain(TOLD);
    }

    @Test
    @Attack(300)
    void tellsOfAPasswordThatAnAdministratorGave() {
        Browser administrator = members.administrator();
        long id = provider.registrations().userId(user);
        Answer question = administrator.get("/o/admin/users/" + id + "/password");
        String password = Members.text(administrator.submit(question), "password");
        later();

        String page = loggedIn(password).get(ACCOUNT).body();

        assertThat(page).contains("An administrator changed your password on ", "by an administrator");
        assertThat(page).doesNotContain(TOLD);
    }

    @Test
    @Attack(300)
    void refusesAnotherPasswordWithoutTheCurrentOne() {
        for (String current : new String[] {"", "not this one"}) {
            Answer form = browser.get("/o/account/password/");
            Answer refused = browser.submit(form, "current_password", current, "new_password", FRESH);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("This is not your password.");
        }
        assertThat(browser.get(ACCOUNT).body()).doesNotContain("Password changed");
    }

    @Test
    @Attack(300)
    void writesALineThatOperatorsCanForward() {
        CapturedLog log = CapturedLog.listening();
        try {
            changed();
        } finally {
            log.stop();
        }

        long id = provider.registrations().userId(user);
        assertThat(log.audit())
                .contains("event=user.password_set outcome=success actor=user:" + id + " user=" + id
                        + " address=127.0.0.1");
    }

    @Test
    @Attack(300)
    void listsWhatHappenedToTheAccount() {
        TestClient client = new Flow(provider).confidential();
        new Flow(provider).code(browser, client);
        later();
        members.browser(user);
        changed();

        String page = browser.get(ACCOUNT).body();

        assertThat(page).contains("Recent activity", "Password changed", "Test client was allowed access");
        assertThat(page.split("Logged in from a new address", -1)).hasSize(2);
        assertThat(page.indexOf("Password changed")).isLessThan(page.indexOf("was allowed access"));
        assertThat(members.member().get(ACCOUNT).body())
                .contains("Logged in from a new address")
                .doesNotContain("Password changed", "was allowed access");
    }

    @Test
    void listsAFewActsInOneStatement() {
        for (int i = 0; i < 9; i++) {
            members.browser(user);
            browser.submitForm(browser.get(ACCOUNT), "/o/account/sessions/", "csrf", "session", "others");
            later();
        }
        browser.get(ACCOUNT);

        assertThat(browser.get(ACCOUNT).body().split("Log-ins ended", -1)).hasSize(9);
        assertThat(provider.statements().during(() -> browser.get(ACCOUNT))).isEqualTo(3);
    }

    private Answer changed() {
        Answer form = browser.get("/o/account/password/");
        Answer page =
                browser.follow(browser.submit(form, "current_password", Registrations.PASSWORD, "new_password", FRESH));
        later();
        return page;
    }

    private Browser loggedIn(String password) {
        Browser next = new Browser(provider);
        Answer done = next.submit(next.get("/o/login/"), "username", user, "password", password);
        assertThat(done.status()).isEqualTo(303);
        later();
        return next;
    }

    // Acts of one moment stand in no order.
    private void later() {
        provider.clock().advance(Duration.ofSeconds(1));
    }
}

package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SECURITY C: logging in and out. */
@OnEachDatabase
final class LoginContractTest {
    private static final String SESSION = "latchkey-session";

    private final RunningProvider provider;
    private final Browser browser;
    private final String user;

    LoginContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        browser = new Browser(provider);
        user = provider.registrations().user();
    }

    @Test
    @Attack({73, 74, 97})
    void servesALogInPageThatRunsNothingAndCannotBeFramed() {
        Answer page = browser.get("/o/login/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
                        + "frame-ancestors 'none'; base-uri 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.body())
                .contains(
                        "<html lang=\"en\"", "<label for=\"username\">", "<label for=\"password\">", "<h1>Log in</h1>")
                .doesNotContain("<script", "http://", "https://", "style=");
    }

    @Test
    @Contract(115)
    void logsAPersonInAndOut() {
        Answer page = browser.get("/o/login/");

        Answer in = browser.logIn(page, user);

        assertThat(in.status()).isEqualTo(303);
        Answer who = browser.follow(in);
        assertThat(who.body()).contains("Logged in as " + user);
        Answer out = browser.submit(who);
        assertThat(out.status()).isEqualTo(303);
        assertThat(browser.cookies()).isEmpty();
        assertThat(browser.follow(out).body()).contains("You are logged out");
    }

    @Test
    @Attack(77)
    void keepsItsCookiesFromScriptsAndForeignForms() {
        Answer page = browser.get("/o/login/");
        Answer in = browser.logIn(page, user);

        assertThat(page.header("Set-Cookie"))
                .matches("latchkey-browser=lk_br_[A-Za-z0-9_-]+; Path=/; HttpOnly; SameSite=Lax");
        assertThat(in.header("Set-Cookie"))
                .matches("latchkey-session=lk_se_[A-Za-z0-9_-]+; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    @Attack(67)
    void refusesAFormThatWasNotServedToThisBrowser() {
        Answer page = browser.get("/o/login/");
        Answer elsewhere = new Browser(provider).get("/o/login/");

        for (String csrf : new String[] {"", "x", Browser.hidden(elsewhere).get("csrf")}) {
            Answer answer = browser.submit(page, "csrf", csrf, "username", user, "password", Registrations.PASSWORD);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("This form is no longer good");
            assertThat(browser.cookies()).doesNotContainKey(SESSION);
        }
    }

    @Test
    @Attack(67)
    void logsNobodyInByALink() {
        Answer page = browser.get("/o/login/");

        browser.get("/o/login/?username=" + user + "&password=correct+horse&csrf="
                + Browser.hidden(page).get("csrf"));

        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    @Attack(79)
    void saysTheSameForAWrongPasswordAndAnUnknownUser() {
        Answer page = browser.get("/o/login/");

        Answer wrong = browser.submit(page, "username", user, "password", "wrong");
        Answer unknown = browser.submit(page, "username", user + "x", "password", "wrong");

        assertThat(wrong.status()).isEqualTo(400).isEqualTo(unknown.status());
        assertThat(unknown.body().replace(user + "x", user)).isEqualTo(wrong.body());
        assertThat(unknown.headers().keySet()).isEqualTo(wrong.headers().keySet());
        assertThat(wrong.body())
                .contains(
                        "This username and password do not match.", "value=\"" + user + "\"", "aria-invalid=\"true\"");
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    @Attack(254)
    void escapesWhatAPersonTypes() {
        Answer page = browser.get("/o/login/");

        Answer answer = browser.submit(page, "username", "\"><b>ä${7*7}", "password", "wrong");

        assertThat(answer.body()).contains("&quot;&gt;&lt;b&gt;ä${7*7}").doesNotContain("<b>");
    }

    @Test
    @Attack(75)
    void givesANewSessionAtEachLogInAndEndsTheOldOne() {
        browser.logIn(browser.get("/o/login/"), user);
        String first = browser.cookies().get(SESSION);
        Answer again = browser.get("/o/login/");
        assertThat(again.body()).contains("Logged in as");
        Browser second = new Browser(provider);
        Answer page = second.get("/o/login/");
        second.cookies().put(SESSION, first);

        second.logIn(page, user);

        assertThat(second.cookies().get(SESSION)).isNotEqualTo(first);
        assertThat(browser.get("/o/login/").body()).doesNotContain("Logged in as");
    }

    @Test
    @Attack(92)
    void endsASessionThatIsNotUsedAndOneThatIsTooOld() {
        browser.logIn(browser.get("/o/login/"), user);
        provider.clock().advance(Duration.ofMinutes(29));
        assertThat(isLoggedIn()).isTrue();
        provider.clock().advance(Duration.ofMinutes(29));
        assertThat(isLoggedIn()).isTrue();
        provider.clock().advance(Duration.ofMinutes(30));
        assertThat(isLoggedIn()).isFalse();

        browser.logIn(browser.get("/o/login/"), user);
        for (int i = 0; i < 24; i++) {
            assertThat(isLoggedIn()).isTrue();
            provider.clock().advance(Duration.ofMinutes(30).minusMillis(1));
        }
        provider.clock().advance(Duration.ofMillis(24));
        assertThat(isLoggedIn()).isFalse();
    }

    @Test
    @Attack(93)
    void endsTheSessionsOfAUserWhoIsDisabled() {
        browser.logIn(browser.get("/o/login/"), user);

        provider.registrations().users().disable(provider.registrations().userId(user));

        assertThat(isLoggedIn()).isFalse();
        assertThat(browser.logIn(browser.get("/o/login/"), user).status()).isEqualTo(400);
    }

    @Test
    @Attack(77)
    void takesNoOtherTokenForASession() {
        Answer page = browser.get("/o/login/");
        for (String cookie : new String[] {"x", browser.cookies().get("latchkey-browser"), "lk_se_" + "A".repeat(54)}) {
            browser.cookies().put(SESSION, cookie);
            assertThat(isLoggedIn()).isFalse();
        }
        assertThat(page.status()).isEqualTo(200);
    }

    @Test
    @Attack(95)
    void endsTheSessionItselfWhenAPersonLogsOut() {
        browser.logIn(browser.get("/o/login/"), user);
        Map<String, String> before = Map.copyOf(browser.cookies());
        browser.submit(browser.get("/o/logout/"));

        browser.cookies().putAll(before);

        assertThat(isLoggedIn()).isFalse();
    }

    @Test
    @Attack(230)
    void logsNobodyOutByALinkOrAForeignForm() {
        browser.logIn(browser.get("/o/login/"), user);

        assertThat(browser.get("/o/logout/").status()).isEqualTo(200);
        assertThat(browser.post("/o/logout/", "csrf", "x").status()).isEqualTo(403);

        assertThat(isLoggedIn()).isTrue();
    }

    @Test
    @Attack({76, 78})
    void refusesATicketThatIsNotThisBrowsers() {
        Answer page = browser.get("/o/login/?ticket=AAAA");

        assertThat(page.status()).isEqualTo(400);
        assertThat(page.body()).contains("This log-in has expired", "reference");
        String seal = new Flow(provider).stranger();
        for (int length : new int[] {1, 20, 22, 30, 43, 60}) {
            assertThat(browser.get("/o/login/?ticket=" + seal.substring(0, length))
                            .status())
                    .isEqualTo(400);
        }
        Answer next = browser.logIn(browser.get("/o/login/?next=//evil.example"), user);
        assertThat(next.header("Location")).isEqualTo("/o/login/");
    }

    @Test
    @Attack(245)
    void answersMistakesWithAPage() {
        Answer wrongMethod = provider.http().send("DELETE", "/o/login/", Map.of(), new byte[0]);
        Answer wrongType = provider.http().post("/o/login/", Map.of("Content-Type", "application/json"), "{}");

        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("Content-Type")).startsWith("text/html");
        assertThat(wrongType.status()).isEqualTo(415);
        assertThat(wrongType.body()).contains("This page cannot be opened");
    }

    @Test
    @Attack(81)
    void refusesAPasswordOfAMegabyteUnread() {
        String huge = "x".repeat(1_000_000);

        for (String path : List.of("/o/login/", "/o/sign-up/", "/o/account/password/", "/sign_up/")) {
            Answer answer = browser.post(path, "username", user, "password", huge);

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.body())
                    .as(path)
                    .contains("larger than 65536 bytes")
                    .doesNotContain("x".repeat(20));
        }
        assertThat(browser.post("/o/device/", "user_code", huge).status()).isEqualTo(413);
    }

    @Test
    void letsBrowsersKeepTheStyleSheet() {
        Answer page = browser.get("/o/login/");
        String address = page.body().replaceAll("(?s).*<link rel=\"stylesheet\" href=\"([^\"]+)\".*", "$1");

        Answer sheet = browser.get(address);

        assertThat(sheet.status()).isEqualTo(200);
        assertThat(sheet.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
        assertThat(sheet.header("Cache-Control")).contains("immutable");
        Answer again =
                provider.http().send("GET", "/o/app.css", Map.of("If-None-Match", sheet.header("ETag")), new byte[0]);
        assertThat(again.status()).isEqualTo(304);
    }

    private boolean isLoggedIn() {
        return browser.get("/o/login/").body().contains("Logged in as " + user);
    }
}

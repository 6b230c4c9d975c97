package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code /o/sign-up/}: the page with which people make accounts. */
@OnEachDatabase
final class SignUpPageContractTest {
    private static final String SESSION = "latchkey-session";
    private static final Pattern LINK = Pattern.compile("href=\"(/o/(?:sign-up|login)/[^\"]*)\"");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final RunningProvider provider;
    private final Browser browser;
    private final Flow flow;
    private final String name = "page-newcomer" + NUMBER.incrementAndGet();

    SignUpPageContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        browser = new Browser(provider);
        flow = new Flow(provider);
    }

    @Test
    @Contract(115)
    void makesAnAccountWithWhichOneThenLogsIn() {
        Answer page = browser.get(link(browser.get("/o/login/")));

        Answer made = signUp(page, name, Registrations.PASSWORD);

        assertThat(made.status()).isEqualTo(303);
        assertThat(made.header("Location")).isEqualTo("/o/login/?done=sign-up");
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
        Answer login = browser.follow(made);
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body()).contains("Your account exists. Log in with it.");
        Answer who = browser.follow(browser.logIn(login, name));
        assertThat(who.body()).contains("Logged in as " + name);
    }

    @Test
    void goesOnToTheApplicationAfterwards() {
        TestClient client = flow.confidential();
        Answer login = browser.open(Flow.request(client));
        Answer page = browser.get(link(login));

        Answer again = signUp(page, name, "short");
        Answer back = browser.follow(signUp(again, name, Registrations.PASSWORD));
        Answer consent = browser.follow(browser.logIn(back, name));

        assertThat(page.body()).contains("to continue to ");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo(login.header("Content-Security-Policy"))
                .contains("form-action 'self' https:;");
        assertThat(link(page)).contains("?ticket=");
        String location = Flow.allow(browser, consent).header("Location");
        assertThat(location).startsWith(Flow.CALLBACK);
        assertThat(Browser.parameters(location)).containsEntry("state", "xyz").containsKey("code");
    }

    @Test
    @Attack(81)
    void saysWhatIsWrongByTheFieldAndKeepsTheName() {
        Answer page = browser.get("/o/sign-up/");

        Answer password = signUp(page, name, "short");
        Answer both = signUp(page, "with space", "");
        Answer shortToo = signUp(page, "with space", "short");
        Answer commonToo = signUp(page, "with space", "password");
        Answer same = signUp(page, name, name);

        assertThat(password.status()).isEqualTo(400).isEqualTo(both.status()).isEqualTo(same.status());
        assertThat(password.body())
                .contains("This password is too short. It needs at least 8 characters.", "id=\"password-error\"")
                .contains("value=\"" + name + "\"")
                .doesNotContain("id=\"username-error\"", "value=\"short\"");
        assertThat(both.body()).contains("id=\"username-error\"", "id=\"password-error\"", "value=\"with space\"");
        assertThat(shortToo.body()).contains("id=\"username-error\"", "This password is too short.");
        assertThat(commonToo.body()).contains("id=\"username-error\"", "id=\"password-error\"");
        assertThat(same.body()).contains("The password is the username. Choose another one.");
    }

    @Test
    @Contract(115)
    @Attack(83)
    void refusesANameThatIsTaken() {
        signUp(browser.get("/o/sign-up/"), name, "long enough");

        Answer taken = signUp(browser.get("/o/sign-up/"), name.toUpperCase(Locale.ROOT), "long enough");

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body())
                .contains("This username is taken. Choose another.", "id=\"username-error\"")
                .contains("value=\"" + name.toUpperCase(Locale.ROOT) + "\"");
        assertThat(browser.cookies()).doesNotContainKey(SESSION);
    }

    @Test
    @Attack(254)
    void escapesWhatAPersonTypes() {
        Answer answer = signUp(browser.get("/o/sign-up/"), "\"><script>x", "long enough");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("&lt;script&gt;x").doesNotContain("<script>");
    }

    @Test
    @Attack(67)
    void refusesAFormThatWasNotServedToThisBrowser() {
        Answer page = browser.get("/o/sign-up/");
        String foreign =
                Browser.hidden(new Browser(provider).get("/o/sign-up/")).get("csrf");

        for (String csrf : new String[] {"", "x", foreign}) {
            Answer answer = browser.submit(page, "csrf", csrf, "username", name, "password", "long enough");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("This form is no longer good");
        }
        assertThat(signUp(page, name, "long enough").status()).isEqualTo(303);
    }

    @Test
    void refusesTheTicketOfAnotherBrowserAndMakesNoAccount() {
        Answer foreign = new Browser(provider).open(Flow.request(flow.confidential()));
        Answer page = browser.get("/o/sign-up/");

        Answer shown = browser.get(link(foreign));
        Answer sent = browser.submit(
                page, "ticket", Browser.hidden(foreign).get("ticket"), "username", name, "password", "long enough");

        assertThat(shown.status()).isEqualTo(400).isEqualTo(sent.status());
        assertThat(sent.body()).contains("This log-in has expired");
        assertThat(signUp(page, name, "long enough").status()).isEqualTo(303);
    }

    @Test
    @Contract(115)
    void asksForAuthenticationWhereThereIsNothingToRead() {
        for (String path : new String[] {"/sign_up/", "/sign_up", "/o/sign_up/"}) {
            Answer answer = provider.http().get(path);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"Latchkey\"");
            assertThat(answer.text("error")).isEqualTo("invalid_token");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void speaksTheLanguageOfThePerson() {
        Answer page = provider.http().send("GET", "/o/sign-up/", Map.of("Accept-Language", "de"), new byte[0]);

        assertThat(page.body()).contains("<h1>Konto anlegen</h1>", "Mindestens 8 Zeichen.");
    }

    private Answer signUp(Answer page, String username, String password) {
        return browser.submit(page, "username", username, "password", password);
    }

    private static String link(Answer page) {
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return link.group(1);
    }
}

package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE 54: pages in the language of whoever reads them. */
@OnEachDatabase
final class LanguageContractTest {
    private static final String COOKIE = "latchkey-language";

    private final RunningProvider provider;
    private final Browser browser;
    private final TestClient client;
    private final String user;

    LanguageContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        browser = new Browser(provider);
        client = new Flow(provider).confidential();
        user = provider.registrations().user();
    }

    @Test
    @Contract(54)
    void keepsTheWishOfTheApplicationThroughLogInAndConsent() {
        Answer page = browser.open(Flow.request(client, "ui_locales", "x-none de-CH fr"));
        assertThat(page.body()).contains("<html lang=\"de\" dir=\"ltr\">", "<h1>Anmelden</h1>");

        Answer wrong = browser.submit(page, "username", user, "password", "wrong");
        assertThat(wrong.body()).contains("passen nicht zusammen");
        Answer consent = browser.follow(browser.logIn(wrong, user));

        assertThat(consent.body()).contains("<html lang=\"de\"", "möchte auf Ihr Konto zugreifen", "<li>Lesen ");
    }

    @Test
    @Contract(54)
    void keepsTheWishOfAPushedRequest() {
        Answer pushed = provider.http()
                .post("/o/par/", Http.basic(client.id(), client.secret()), Flow.query(client, "ui_locales", "ja"));

        Answer page = browser.open("/o/authorize/?"
                + Http.encode("client_id", client.id(), "request_uri", pushed.text("request_uri"), "ui_locales", "fr"));
        Answer consent = browser.follow(browser.logIn(page, user));

        assertThat(page.body()).contains("<html lang=\"ja\"", "<h1>ログイン</h1>");
        assertThat(consent.body()).contains("<html lang=\"ja\"", "アカウントへのアクセスを求めています");
    }

    @Test
    @Contract(54)
    void takesTheWishThenTheCookieThenTheBrowsersLanguages() {
        Map<String, String> both = Map.of("Cookie", COOKIE + "=fr", "Accept-Language", "es");

        assertThat(get("/o/login/?ui_locales=de", both)).contains("lang=\"de\"");
        assertThat(get("/o/login/?ui_locales=pt", both)).contains("lang=\"fr\"");
        assertThat(get("/o/login/", Map.of("Accept-Language", "pt, es-MX;q=0.8, de;q=0.9")))
                .contains("lang=\"de\"");
        assertThat(get("/o/login/", Map.of("Accept-Language", "de;q=0, *"))).contains("lang=\"en\"");
        assertThat(get("/o/login/", Map.of())).contains("lang=\"en\"");
    }

    @Test
    @Contract(54)
    void answersMistakesInTheReadersLanguage() {
        assertThat(get("/o/authorize/?client_id=unknown&ui_locales=de", Map.of()))
                .contains("lang=\"de\"", "Diese Anwendung ist hier nicht bekannt");
        assertThat(get("/o/device/none", Map.of("Accept-Language", "ar")))
                .contains("lang=\"ar\" dir=\"rtl\"", "لا يوجد شيء هنا");
    }

    @Test
    @Attack({253, 254})
    void takesNothingButKnownLanguages() {
        for (String header : new String[] {"\"><b>", "en-" + "x".repeat(3_000), ";q=", "de;q=7"}) {
            assertThat(get("/o/login/", Map.of("Accept-Language", header))).contains("<html lang=\"en\"");
        }
        assertThat(get("/o/login/?ui_locales=%22%3E%3Cb%3E%20..%2F..", Map.of("Cookie", COOKIE + "=\"><b>")))
                .contains("<html lang=\"en\"")
                .doesNotContain("<b>");
    }

    @Test
    void changesTheLanguageOnAnyPageAndComesBackToIt() {
        browser.logIn(browser.get("/o/login/"), user);
        Answer consent = browser.get(Flow.request(client, "ui_locales", "de"));
        assertThat(consent.body()).contains("lang=\"de\"");

        Answer chosen = choose(consent, "fr");

        assertThat(chosen.status()).isEqualTo(303);
        assertThat(chosen.header("Set-Cookie"))
                .isEqualTo(COOKIE + "=fr~de; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
        Answer french = browser.follow(chosen);
        assertThat(french.body()).contains("lang=\"fr\"", "demande l’accès à votre compte");
        Answer code = Flow.allow(browser, french);
        assertThat(code.header("Location")).startsWith(Flow.CALLBACK + "?code=");
    }

    @Test
    void changesTheLanguageOfAPushedRequestWithoutTakingItTwice() {
        browser.logIn(browser.get("/o/login/"), user);
        Answer pushed = provider.http().post("/o/par/", Http.basic(client.id(), client.secret()), Flow.query(client));
        Answer consent = browser.open(
                "/o/authorize/?" + Http.encode("client_id", client.id(), "request_uri", pushed.text("request_uri")));

        Answer spanish = browser.follow(choose(consent, "es"));

        assertThat(spanish.body()).contains("lang=\"es\"", "quiere acceder a tu cuenta");
    }

    @Test
    @Contract(54)
    void isolatesNamesAndDatesFromTextThatRunsFromTheRight() {
        Browser member = new Members(provider).member();
        Members.register(member, "machine", "Latin (name)", "");

        Answer list = member.get("/o/applications/");
        Answer account = member.get("/o/account/");
        String style = member.get(list.body().replaceAll("(?s).*<link rel=\"stylesheet\" href=\"([^\"]*)\".*", "$1"))
                .body();

        assertThat(list.body()).contains(">Latin (name)</a></bdi>");
        assertThat(account.body()).contains("<strong><bdi>", "<bdi>127.0.0.1</bdi>");
        assertThat(style)
                .contains("time,[dir]{unicode-bidi:isolate}", "[dir=rtl] .plot{transform:scaleX(-1)}")
                .doesNotContain("time{direction");
    }

    @Test
    @Attack(78)
    void leadsNowhereElseAfterTheChoice() {
        for (String here : new String[] {
            "", "//evil.example/", "https://evil.example", "/\\evil.example", "/token/", "/login\r\nX: y", "login/"
        }) {
            Answer answer = browser.post("/o/language/", "language", "fr", "here", here);

            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("Location")).isEqualTo("/o/login/");
        }
        assertThat(browser.post("/o/language/", "language", "xx").status()).isEqualTo(400);
        assertThat(provider.http()
                        .post("/o/language/", Map.of("Sec-Fetch-Site", "cross-site"), "language=fr&here=/login/")
                        .status())
                .isEqualTo(403);
        assertThat(fromOrigin("https://evil.example")).isEqualTo(403);
        assertThat(fromOrigin("http://localhost:8000")).isEqualTo(303);
        assertThat(fromOrigin("null")).isEqualTo(303);
    }

    private int fromOrigin(String origin) {
        return provider.http()
                .post("/o/language/", Map.of("Origin", origin), "language=fr&here=/login/")
                .status();
    }

    private Answer choose(Answer page, String language) {
        Map<String, String> hidden = Browser.hidden(page);
        return browser.post(
                "/o/language/",
                "language",
                language,
                "here",
                hidden.get("here"),
                "asked",
                hidden.getOrDefault("asked", ""));
    }

    private String get(String path, Map<String, String> headers) {
        return provider.http().send("GET", path, headers, new byte[0]).body();
    }
}

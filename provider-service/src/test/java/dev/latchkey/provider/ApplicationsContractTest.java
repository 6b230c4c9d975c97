package dev.latchkey.provider;

import static dev.latchkey.provider.Members.register;
import static dev.latchkey.provider.Members.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE K: my applications, registered and looked at. */
@OnEachDatabase
final class ApplicationsContractTest {
    private static final String CALLBACK = "https://app.example/cb";

    private final RunningProvider provider;
    private final Members members;
    private final Browser browser;

    ApplicationsContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        members = new Members(provider);
        browser = members.member();
    }

    @Test
    @Contract(116)
    @Attack(78)
    void sendsAStrangerToTheLogInAndBackToThePage() {
        String user = provider.registrations().user();
        for (String path : List.of("/o/applications/", "/o/applications/register/?kind=spa", "/o/applications/c1/")) {
            Browser stranger = new Browser(provider);
            Answer first = stranger.get(path);
            assertThat(first.status()).isEqualTo(302);
            assertThat(first.header("Location")).startsWith("/o/login/?ticket=");

            Answer in = stranger.logIn(stranger.follow(first), user);

            assertThat(in.status()).isEqualTo(303);
            assertThat(in.header("Location")).isEqualTo(path);
        }
        assertThat(new Browser(provider).get("/o/applications/a%20b/").status()).isEqualTo(404);
    }

    @Test
    @Contract(116)
    @Attack({73, 74, 97})
    void leadsAroundAndLogsOutOnEveryPage() {
        Answer page = browser.get("/o/applications/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'self'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.body())
                .contains("<a class=\"skip\" href=\"#main\">", "href=\"/o/applications/\" aria-current=\"page\"")
                .contains("You have none yet.");
        assertThat(browser.submitForm(page, "/o/logout/", "csrf").status()).isEqualTo(303);
        assertThat(browser.get("/o/applications/").status()).isEqualTo(302);
    }

    @Test
    @Contract(116)
    void asksForTheKindFirstAndThenForWhatItNeeds() {
        Answer kinds = browser.get("/o/applications/register/");
        assertThat(Members.links(kinds))
                .contains(
                        "/o/applications/register/?kind=web",
                        "/o/applications/register/?kind=spa",
                        "/o/applications/register/?kind=native",
                        "/o/applications/register/?kind=machine")
                .doesNotContain("/o/applications/register/?kind=legacy");

        for (String kind : List.of("web", "spa", "native")) {
            assertThat(browser.get("/o/applications/register/?kind=" + kind).body())
                    .contains("name=\"name\"", "name=\"redirect_uris\"");
        }
        assertThat(browser.get("/o/applications/register/?kind=machine").body())
                .contains("name=\"name\"")
                .doesNotContain("name=\"redirect_uris\"");
        assertThat(browser.get("/o/applications/register/?kind=blue").status()).isEqualTo(400);
    }

    @Test
    @Attack({210, 299})
    void givesAnApplicationNothingThatItsFormDoesNotAskFor() {
        Answer form = browser.get("/o/applications/register/?kind=web");
        String[] fields = {
            "name",
            "Greedy",
            "redirect_uris",
            CALLBACK,
            "scope",
            "groups",
            "scopes",
            "groups",
            "grant_types",
            "password",
            "trusted",
            "true",
            "implicit",
            "true",
            "pkce",
            "false",
            "client_id",
            "chosen",
            "owner",
            "1",
            "introspects_for",
            "http://localhost:8080"
        };
        Client client = client(text(browser.submit(form, fields), "client_id"));

        assertThat(client.id().value()).isNotEqualTo("chosen");
        assertThat(client.permissions().scopes()).isEqualTo(ScopeSet.of("read", "write"));
        assertThat(client.permissions().grantTypes()).doesNotContain(GrantType.PASSWORD);
        assertThat(client.permissions().introspectsFor()).isEmpty();
        assertThat(client.policy().trusted()).isFalse();
        assertThat(client.policy().implicit()).isFalse();
        assertThat(client.policy().pkceRequired()).isTrue();
    }

    @Test
    @Contract(116)
    @Attack(210)
    void givesEachKindSafeDefaultsAndTheConfiguredScopes() {
        Client web = client(text(register(browser, "web", "Web", CALLBACK), "client_id"));
        Client machine = client(text(register(browser, "machine", "Machine", ""), "client_id"));
        Client spa =
                registered(register(browser, "spa", "Page", "https://app.example:8443/cb\nhttp://localhost:3000/"));
        Client app = registered(register(browser, "native", "App", "com.example.app:/cb\nhttp://127.0.0.1/cb"));

        assertThat(web.permissions().grantTypes())
                .containsExactlyInAnyOrder(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN);
        assertThat(machine.permissions().grantTypes()).containsExactly(GrantType.CLIENT_CREDENTIALS);
        assertThat(web.type()).isEqualTo(ClientType.CONFIDENTIAL).isEqualTo(machine.type());
        assertThat(spa.type()).isEqualTo(ClientType.PUBLIC).isEqualTo(app.type());
        assertThat(spa.policy().origins()).isEqualTo(Set.of("https://app.example:8443", "http://localhost:3000"));
        assertThat(app.policy().origins()).isEmpty();
        for (Client client : List.of(web, machine, spa, app)) {
            assertThat(client.policy().pkceRequired()).isTrue();
            assertThat(client.policy().trusted()).isFalse();
            assertThat(client.policy().implicit()).isFalse();
            assertThat(client.tokens().rotation()).isTrue();
            assertThat(client.tokens().format()).isEqualTo(TokenFormat.JWT);
            assertThat(client.permissions().scopes()).isEqualTo(ScopeSet.of("read", "write"));
            assertThat(client.permissions().introspectsFor()).isEmpty();
        }
    }

    @Test
    @Contract(116)
    @Attack({97, 259})
    void showsASecretOnceAndNeverAgain() {
        Answer form = browser.get("/o/applications/register/?kind=machine");
        Answer created = browser.submit(form, "name", "Once");
        String id = text(created, "client_id");
        String secret = text(created, "client_secret");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        Answer token = provider.http().token(new TestClient(id, secret), "grant_type", "client_credentials");
        assertThat(token.text("scope")).isEqualTo("read write");

        Answer again = browser.submit(form, "name", "Once");

        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).isEqualTo("/o/applications/" + id + "/?done=registered");
        Answer shown = browser.follow(again);
        assertThat(shown.body()).contains("Once", id).doesNotContain(secret);
        assertThat(browser.get("/o/applications/").body().split(">Once</a>", -1))
                .hasSize(2);
    }

    @Test
    @Contract(116)
    void saysWhatIsWrongWithEachLineAndKeepsWhatWasTyped() {
        String typed =
                "https://app.example/cb\r\nhttp://app.example/cb\r\n\r\nhttps://app.example/#x\r\ncom.example:/cb";

        Answer page = register(browser, "web", "", typed);

        assertThat(page.status()).isEqualTo(400);
        assertThat(Members.unescaped(page.body()))
                .contains("Give it a name.")
                .contains("Line 2: Plain http is for 127.0.0.1, [::1] and localhost only: use https.")
                .contains("Line 4: A redirect URI has no fragment: remove the # and what follows.")
                .contains("Line 5: This is for native applications.")
                .contains("\n" + typed.replace("\r\n\r\n", "\r\n\r\n"));
        assertThat(page.body())
                .contains("aria-invalid=\"true\"", "aria-describedby=\"redirect_uris-error redirect_uris-hint\"")
                .contains("id=\"redirect_uris-error\"");
        Answer mended = browser.submit(page, "name", "Mended", "redirect_uris", CALLBACK);
        assertThat(mended.status()).isEqualTo(201);
    }

    @Test
    @Contract(116)
    @Attack({17, 26, 27, 209, 247})
    void refusesRedirectUrisThatNobodyMayHave() {
        for (String uri : List.of(
                "",
                " \n ",
                "javascript:alert(1)",
                "data:text/html,x",
                "https://*.example/cb",
                "myapp:/cb",
                "https://app.example/a/../b",
                "/cb",
                "https://user@app.example/cb",
                "http://[:::::::::::::::::]/p",
                "https://app.example/" + "a".repeat(2_000),
                (CALLBACK + "\n").repeat(21))) {
            Answer page = register(browser, "native", "Refused", uri.isEmpty() ? " " : uri);
            assertThat(page.status()).as(uri).isEqualTo(400);
            assertThat(page.body()).as(uri).contains("class=\"err\"");
        }
        assertThat(browser.get("/o/applications/").body()).contains("You have none yet.");
    }

    @Test
    @Attack({217, 254})
    void takesNamesThatSayWhatTheyAreAndEscapesThem() {
        Answer shown =
                browser.follow(register(browser, "native", "<img onerror=x> & \"Ä\"", "com.example.app:/'x';$(id)"));

        assertThat(shown.body())
                .contains("&lt;img onerror=x&gt; &amp; &quot;Ä&quot;")
                .doesNotContain("<img");
        assertThat(text(shown, "curl")).contains("com.example.app%3A%2F%27x%27%3B%24%28id%29");
        for (String name : List.of(" ", "a".repeat(101), "a\u202Eb", "a\u0007b")) {
            assertThat(register(browser, "machine", name, "").status()).isEqualTo(400);
        }
    }

    @Test
    @Contract(116)
    @Attack(67)
    void letsOnlyAdministratorsRegisterForThePasswordGrant() {
        Answer form = browser.get("/o/applications/register/?kind=machine");
        assertThat(browser.submit(form, "kind", "legacy", "name", "Legacy").status())
                .isEqualTo(400);
        assertThat(browser.get("/o/applications/register/?kind=legacy").status())
                .isEqualTo(400);

        Browser administrator = members.administrator();
        TestClient legacy = Members.application(administrator, "legacy", "");

        assertThat(provider.http()
                        .token(
                                legacy,
                                "grant_type",
                                "password",
                                "username",
                                provider.registrations().user(),
                                "password",
                                Registrations.PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Attack({209, 301})
    void boundsWhatOnePersonMayHave() {
        for (int i = 0; i < 6; i++) {
            assertThat(register(browser, "machine", "Machine " + i, "").status())
                    .isEqualTo(201);
        }

        Answer page = register(browser, "machine", "Seventh", "");

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.body()).contains("You have 6 applications", "value=\"Seventh\"");
        assertThat(register(members.member(), "machine", "Of another", "").status())
                .isEqualTo(201);
    }

    @Test
    @Attack({67, 68})
    void registersNothingWithoutAFormOfOurs() {
        Answer form = browser.get("/o/applications/register/?kind=machine");
        Answer foreign = members.member().get("/o/applications/register/?kind=machine");

        for (String csrf : List.of("", "x", Browser.hidden(foreign).getOrDefault("csrf", ""))) {
            assertThat(browser.submit(form, "csrf", csrf, "name", "Forged").status())
                    .isEqualTo(403);
        }
        assertThat(browser.submit(form, "request", "lk_fm_x", "name", "Forged").status())
                .isEqualTo(403);
        assertThat(new Browser(provider)
                        .post("/o/applications/register/", "kind", "machine", "name", "Forged")
                        .status())
                .isEqualTo(403);
        assertThat(browser.get("/o/applications/").body()).doesNotContain("Forged");
    }

    private Client registered(Answer answer) {
        assertThat(answer.status()).isEqualTo(303);
        String[] path = answer.header("Location").split("/", -1);
        return client(path[3]);
    }

    private Client client(String id) {
        return provider.registrations().clients().find(new ClientId(id)).orElseThrow();
    }
}

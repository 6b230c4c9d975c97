package dev.latchkey.provider;

import static dev.latchkey.provider.Flow.CALLBACK;
import static dev.latchkey.provider.Flow.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE C: the authorization endpoint. */
@OnEachDatabase
final class AuthorizationContractTest {
    private static final ClientPolicy TRUSTED = new ClientPolicy(true, false, true, false, Set.of());

    private final RunningProvider provider;
    private final Flow flow;
    private final String user;
    private final TestClient client;
    private final Browser browser;

    AuthorizationContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        flow = new Flow(provider);
        user = provider.registrations().user();
        client = flow.confidential();
        browser = flow.loggedIn(user);
    }

    @Test
    void refusesARequestThatIsTooLongToWait() {
        TestClient client = flow.confidential();
        String query = Flow.query(client, "ui_locales", "x".repeat(20_000));

        Answer authorize = provider.http().post("/o/authorize/", Map.of(), query);
        Answer nul = provider.http()
                .post("/o/authorize/", Map.of(), Flow.query(client) + "&ui_locales=" + "\0".repeat(40_000));
        Answer pushed = provider.http().post("/o/par/", Http.basic(client.id(), client.secret()), query);

        assertThat(authorize.header("Location")).contains("error=invalid_request");
        assertThat(nul.header("Location")).contains("error=invalid_request");
        assertThat(pushed.status()).isEqualTo(400);
        assertThat(pushed.text("error")).isEqualTo("invalid_request");
    }

    @Test
    @Contract({31, 41})
    void sendsAStrangerToLogInAndThenOnWithTheSameRequest() {
        Browser stranger = new Browser(provider);

        Answer first = stranger.get(request(client));
        Answer page = stranger.follow(first);
        Answer consent = stranger.follow(stranger.logIn(page, user));

        assertThat(first.status()).isEqualTo(302);
        assertThat(first.header("Location")).startsWith("/o/login/?ticket=");
        assertThat(page.body()).contains("to continue to Test client");
        assertThat(consent.body()).contains("Test client wants access to your account");
        Answer answer = Flow.allow(stranger, consent);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith(CALLBACK + "?code=lk_ac_");
        assertThat(Browser.parameters(answer.header("Location")))
                .containsEntry("state", "xyz")
                .containsEntry("iss", "http://localhost:8000/o");
    }

    @Test
    @Contract({32, 55})
    @Attack({71, 74})
    void namesTheApplicationThePersonTheScopesAndTheHost() {
        Answer page = browser.get(request(client, "scope", "read write"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "<h1>Test client wants access to your account</h1>",
                        "Logged in as " + user,
                        "Not you?",
                        "<li>Read <span class=\"hint\">read</span></li>",
                        "you go to app.example.",
                        "This lasts for 365 days at most.",
                        "<button name=\"decision\" value=\"allow\">Allow</button>",
                        "<button class=\"second\" name=\"decision\" value=\"deny\">Deny</button>");
        assertThat(page.header("Content-Security-Policy"))
                .contains("form-action 'self' https:;", "frame-ancestors 'none'");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void saysWhatItTakesWithoutTheHeadThatItRefuses() {
        Map<String, String> allowed = Map.of("/o/authorize/", "GET,POST,OPTIONS", "/o/authorize/resume", "GET,OPTIONS");

        allowed.forEach((path, methods) -> {
            Answer answer = provider.http().send("OPTIONS", path, Map.of(), new byte[0]);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Allow").replace(" ", "").split(","))
                    .as(path)
                    .containsExactlyInAnyOrder(methods.split(","));
        });
    }

    @Test
    @Contract(41)
    void tellsTheClientWhenThePersonDenies() {
        Answer answer = browser.submit(browser.get(request(client)), "decision", "deny");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(Browser.parameters(answer.header("Location")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "xyz")
                .containsEntry("iss", "http://localhost:8000/o")
                .doesNotContainKey("code");
    }

    @Test
    @Contract({33, 118})
    @Attack({1, 2})
    void showsAPageForAnUnknownClient() {
        assertPage(browser.get(request(client, "client_id", "nobody")), "This application is not known here");
        assertPage(browser.get(request(client, "client_id", "")), "This application is not known here");
        assertPage(browser.get(request(client, "client_id", "<script>")), "This application is not known here");
        assertPage(browser.get("/o/authorize/"), "This application is not known here");
    }

    @Test
    @Contract(33)
    void showsAPageForADisabledClient() {
        TestClient disabled = flow.confidential();
        provider.registrations()
                .clients()
                .disable(new ClientId(disabled.id()), provider.clock().instant());

        assertPage(browser.get(request(disabled)), "This application is not known here");
    }

    @Test
    @Contract(34)
    @Attack({4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 23, 24, 28})
    void neverRedirectsToWhatIsNotRegistered() {
        for (String uri : new String[] {
            "https://evil.example/cb",
            "https://app.example.evil.example/cb",
            "https://app.exampleevil/cb",
            "https://appXexample/cb",
            "https://app.example/cb/evil",
            "https://app.example/cb/../x",
            "https://app.example/cb/..%2fx",
            "https://app.example/cb%252f..",
            "https://app.example/cb/..;/x",
            "https://app.example/cb/.",
            "https://app.example//cb",
            "https://app.example@evil.example/cb",
            "https://evil@app.example/cb",
            "https://evil.example\\@app.example/cb",
            "https:\\\\evil",
            "https:/evil",
            "https:evil",
            "///evil",
            "//app.example/cb",
            "https://app.example/cb?x=1",
            "https://app.example/cb?code=1",
            "https://app.example/cb?state=1",
            "https://app.example/cb?iss=http://localhost:8000/o",
            "https://app.example/cb?",
            "https://app.example/cb#x",
            "https://app.example/cb#",
            "https://app.example/cb;evil=1",
            "https://app.example/CB",
            "HTTPS://app.example/cb",
            "https://App.example/cb",
            "https://app.example/cb/",
            "https://app.example./cb",
            "https://app.example/cb ",
            "https://app.example/cb\t",
            "https://app.example/cb\n",
            "https://app.example/cb\u0000",
            "https://app.example/cb\u200b",
            "\ufeffhttps://app.example/cb",
            "https://app.example:443/cb",
            "https://app.example:/cb",
            "https://@app.example/cb",
            "https://\u0430pp.example/cb",
            "https://app\u3002example/cb",
            "https://xn--pp-6kc.example/cb",
            "http://app.example/cb",
            "javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///cb",
            "blob:https://app.example/cb",
            "about:blank",
            "http://[:::::::::::::::::]/p",
            "http://127.0.0.1:51004/cb",
            "https://app.example:8443/cb",
        }) {
            Answer answer = browser.get(request(
                    client, "redirect_uri", uri, "response_type", "bad", "scope", "bad", "code_challenge", "bad"));
            assertPage(answer, "This application sent a request we cannot accept");
            assertThat(answer.body()).as(uri).doesNotContain(uri.length() > 30 ? uri : "evil.example");
        }
    }

    @Test
    @Attack({19, 20, 21, 29})
    @Contract(53)
    void showsAPageForARedirectUriSentTwiceOrTooLong() {
        assertPage(browser.get(request(client) + "&redirect_uri=https://evil.example/"), "This page cannot be opened");
        assertPage(
                browser.get("/o/authorize/?redirect_uri=https://evil.example/&" + Flow.query(client)),
                "This page cannot be opened");
        assertPage(browser.get(request(client) + "&client_id=x"), "This page cannot be opened");
        assertThat(browser.get(request(client, "redirect_uri", CALLBACK + "x".repeat(10_000)))
                        .status())
                .isIn(400, 414, 431);
        assertThat(browser.post("/o/authorize/", "redirect_uri", "x".repeat(1_000_000))
                        .status())
                .isEqualTo(413);
        assertPage(
                new Browser(provider).get(request(client, "prompt", "none", "redirect_uri", "https://evil.example/")),
                "This application sent a request we cannot accept");
        for (String odd : new String[] {"redirect_uri[]", "Redirect_Uri", "redirect_uri%00", "redirect_uri.x"}) {
            Answer answer = browser.get(request(client, "prompt", "none") + "&" + odd + "=https://evil.example/");
            assertThat(error(answer)).as(odd).isEqualTo("consent_required");
            assertThat(answer.header("Location")).as(odd).startsWith(CALLBACK);
        }
    }

    @Test
    @Contract(35)
    @Attack({22, 23, 25})
    void takesAnyPortOfARegisteredLoopbackAddress() {
        TestClient app =
                flow.client(ClientType.PUBLIC, ClientPolicy.strict(), "http://127.0.0.1/cb", "http://[::1]:80/cb");

        for (String good : new String[] {
            "http://127.0.0.1/cb", "http://127.0.0.1:51004/cb", "http://[::1]:51004/cb", "http://127.0.0.1:65535/cb"
        }) {
            assertThat(error(browser.get(request(app, "redirect_uri", good, "prompt", "none"))))
                    .as(good)
                    .isEqualTo("consent_required");
        }
        for (String bad : new String[] {
            "http://localhost:51004/cb",
            "http://127.0.0.2/cb",
            "http://127.1/cb",
            "http://2130706433/cb",
            "http://0x7f000001/cb",
            "http://localhost.evil.example/cb",
            "http://127.0.0.1.evil.example/cb",
            "http://127.0.0.1:80@evil.example/",
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:65536/cb",
            "http://127.0.0.1:080/cb",
            "http://127.0.0.1:+80/cb",
            "http://127.0.0.1:%38/cb",
            "http://127.0.0.1:12345678901234567890/cb",
            "http://127.0.0.1:51004/other",
            "https://127.0.0.1:51004/cb",
        }) {
            assertPage(
                    browser.get(request(app, "redirect_uri", bad)), "This application sent a request we cannot accept");
        }
    }

    @Test
    @Contract(36)
    @Attack(3)
    void needsNoRedirectUriWhereOnlyOneIsRegistered() {
        TestClient several = flow.confidential(CALLBACK, "https://app.example/other");

        assertThat(error(browser.get(request(client, "redirect_uri", "", "prompt", "none"))))
                .isEqualTo("consent_required");
        assertPage(
                browser.get(request(several, "redirect_uri", "")), "This application sent a request we cannot accept");
        assertPage(
                browser.get(request(client, "redirect_uri", "", "scope", "openid read")),
                "This application sent a request we cannot accept");
    }

    @Test
    @Contract({37, 38, 39, 40, 49, 53, 113})
    @Attack({35, 37, 39, 40, 42, 43, 45, 47, 57, 61, 64})
    void tellsTheClientWhatIsWrong() {
        String[][] cases = {
            {"response_type", "", "invalid_request"},
            {"response_type", "id_token", "unsupported_response_type"},
            {"response_type", "code token", "unsupported_response_type"},
            {"response_type", "token", "unauthorized_client"},
            {"response_mode", "form_post", "invalid_request"},
            {"code_challenge", "", "invalid_request"},
            {"code_challenge", "short", "invalid_request"},
            {"code_challenge_method", "plain", "invalid_request"},
            {"code_challenge_method", "", "invalid_request"},
            {"code_challenge_method", "S512", "invalid_request"},
            {"scope", "unknown", "invalid_scope"},
            {"scope", "read  write", "invalid_scope"},
            {"scope", "read\twrite", "invalid_scope"},
            {"scope", "r\u00e4d", "invalid_scope"},
            {"scope", "read music:read", "invalid_scope"},
            {"prompt", "none login", "invalid_request"},
            {"prompt", "maybe", "invalid_request"},
            {"max_age", "-1", "invalid_request"},
            {"max_age", "NaN", "invalid_request"},
            {"max_age", "100000000000000000000", "invalid_request"},
            {"state", "s".repeat(4_097), "invalid_request"},
            {"nonce", "n".repeat(4_097), "invalid_request"},
            {"request", "x.y.z", "request_not_supported"},
            {"request_uri", "http://169.254.169.254/x", "request_uri_not_supported"},
            {"resource", "https://unknown.example", "invalid_target"},
            {"resource", "relative", "invalid_target"},
            {"resource", "https://music.example/api", "invalid_target"},
        };
        for (String[] wrong : cases) {
            Answer answer = browser.get(request(client, wrong[0], wrong[1]));
            assertThat(answer.status()).as(wrong[0] + "=" + wrong[1]).isEqualTo(302);
            assertThat(error(answer)).as(wrong[0] + "=" + wrong[1]).isEqualTo(wrong[2]);
            assertThat(Browser.parameters(answer.header("Location")))
                    .containsKeys("error_description", "state")
                    .containsEntry("iss", "http://localhost:8000/o");
        }
        assertThat(error(browser.get(request(client) + "&scope=write"))).isEqualTo("invalid_request");
        assertThat(Browser.parameters(browser.get(request(client, "code_challenge", "", "code_challenge_method", ""))
                                .header("Location"))
                        .get("error_description"))
                .isEqualTo("Code challenge required.");
    }

    @Test
    @Attack(57)
    void asksNobodyForARequestObject() throws IOException {
        try (ServerSocketChannel local = ServerSocketChannel.open()) {
            local.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            local.configureBlocking(false);
            String here = "127.0.0.1:" + local.socket().getLocalPort() + "/x";
            for (String uri : List.of("http://" + here, "https://" + here, "file:///etc/passwd", "//" + here)) {
                assertThat(error(browser.get(request(client, "request_uri", uri))))
                        .as(uri)
                        .isEqualTo("request_uri_not_supported");
            }
            assertThat(local.accept()).isNull();
        }
    }

    @Test
    @Attack(58)
    void refusesARequestObjectBesideTheAddressOfOne() {
        for (String uri : new String[] {"http://169.254.169.254/x", "https://app.example/request"}) {
            assertThat(error(browser.get(request(client, "request", "x.y.z", "request_uri", uri))))
                    .isEqualTo("invalid_request");
        }
        Answer pushed = browser.get(
                request(client, "request", "x.y.z", "request_uri", "urn:ietf:params:oauth:request_uri:lk_pr_x"));
        assertThat(pushed.status()).isEqualTo(400);
    }

    @Test
    @Contract(42)
    @Attack({32, 38, 255})
    void givesTheStateBackByteForByte() {
        TestClient withQuery = flow.confidential("https://app.example/cb?a=b");
        for (String state : new String[] {
            "\"<>'%0d%0a", "\r\nSet-Cookie: a=b", "a b+c&d=e%", "\u00e4\ud83d\ude00", "s".repeat(2_000)
        }) {
            Answer answer = browser.get(request(client, "state", state, "prompt", "none"));
            assertThat(Browser.parameters(answer.header("Location"))).containsEntry("state", state);
            assertThat(answer.header("Location")).doesNotContain("\r", "\n");
            assertThat(answer.header("Set-Cookie")).doesNotContain("a=b");
        }
        assertThat(Browser.parameters(browser.get(request(client, "state", "", "prompt", "none"))
                        .header("Location")))
                .doesNotContainKey("state");
        assertThat(browser.get(request(withQuery, "redirect_uri", "https://app.example/cb?a=b", "prompt", "none"))
                        .header("Location"))
                .startsWith("https://app.example/cb?a=b&error=");
    }

    @Test
    @Contract(43)
    @Attack({67, 69})
    void grantsNothingWithoutTheRightFormToken() {
        Answer page = browser.get(request(client));
        Browser other = flow.loggedIn(provider.registrations().user());
        Answer others = other.get(request(client));

        for (String csrf : new String[] {"", "x", Browser.hidden(others).get("csrf")}) {
            assertThat(browser.submit(page, "csrf", csrf, "decision", "allow").status())
                    .isEqualTo(403);
        }
        assertThat(browser.submit(page, "request", Browser.hidden(others).get("request"), "decision", "allow")
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit(page, "decision", "maybe").status()).isEqualTo(403);
        assertThat(new Browser(provider).submit(page, "decision", "allow").status())
                .isEqualTo(403);
    }

    @Test
    @Contract(44)
    @Attack({36, 70})
    void takesNothingFromTheFormButTheDecision() {
        Answer page = browser.get(request(client));

        Answer answer = browser.submit(
                page,
                "decision",
                "allow",
                "scope",
                "read write groups",
                "redirect_uri",
                "https://evil.example/",
                "client_id",
                "x");

        Map<String, String> parameters = Browser.parameters(answer.header("Location"));
        assertThat(answer.header("Location")).startsWith(CALLBACK);
        assertThat(flow.redeem(client, parameters.get("code")).text("scope")).isEqualTo("read");
        assertThat(browser.submit(page, "request", Browser.hidden(page).get("request") + "A", "decision", "allow")
                        .status())
                .isEqualTo(403);
    }

    @Test
    @Attack(69)
    void makesOneCodeOfAFormThatIsSentTwice() {
        Answer page = browser.get(request(client));
        Flow.allow(browser, page);

        Answer again = Flow.allow(browser, page);

        assertThat(again.status()).isEqualTo(403);
        assertThat(again.body()).contains("You have decided this already");
    }

    @Test
    @Attack(69)
    void endsTheRequestThatAPersonDenied() {
        Answer page = browser.get(request(client));
        Answer implicit = browser.get(request(implicit(), "response_type", "token"));
        for (Answer form : List.of(page, implicit)) {
            assertThat(error(browser.submit(form, "decision", "deny"))).isEqualTo("access_denied");
        }

        for (Answer form : List.of(page, implicit)) {
            for (String decision : List.of("deny", "allow")) {
                Answer again = browser.submit(form, "decision", decision);
                assertThat(again.status()).as(decision).isEqualTo(403);
                assertThat(again.body()).contains("You have decided this already");
            }
        }
    }

    @Test
    @Attack(69)
    void deniesNothingThatWasAllowed() {
        Answer page = browser.get(request(client));
        String code =
                Browser.parameters(Flow.allow(browser, page).header("Location")).get("code");

        assertThat(browser.submit(page, "decision", "deny").status()).isEqualTo(403);
        assertThat(flow.redeem(client, code).status()).isEqualTo(200);
    }

    private TestClient implicit() {
        return flow.client(ClientType.CONFIDENTIAL, new ClientPolicy(true, false, false, true, Set.of()));
    }

    @Test
    @Contract(45)
    void asksNobodyAboutATrustedClient() {
        TestClient trusted = flow.client(ClientType.CONFIDENTIAL, TRUSTED);

        assertThat(browser.get(request(trusted)).header("Location")).startsWith(CALLBACK + "?code=");
        assertThat(browser.get(request(trusted, "prompt", "consent")).status()).isEqualTo(200);
    }

    @Test
    @Contract(46)
    @Attack(72)
    void remembersConsentButNotForMore() {
        Flow.allow(browser, browser.get(request(client)));

        assertThat(browser.get(request(client)).header("Location")).startsWith(CALLBACK + "?code=");
        assertThat(browser.get(request(client, "scope", "read write")).status()).isEqualTo(200);
        assertThat(browser.get(request(client, "prompt", "consent")).status()).isEqualTo(200);
        assertThat(browser.get(request(client, "scope", "music:read")).status()).isEqualTo(200);
        Flow.allow(browser, browser.get(request(client, "scope", "write")));
        assertThat(browser.get(request(client, "scope", "read write")).header("Location"))
                .startsWith(CALLBACK + "?code=");
        assertThat(flow.loggedIn(provider.registrations().user())
                        .get(request(client))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Contract({46, 52})
    @Attack(72)
    void trustsNoApplicationThatOthersCanPretendToBe() {
        TestClient app =
                flow.client(ClientType.PUBLIC, TRUSTED, "http://127.0.0.1/cb", "com.example.app:/cb", CALLBACK);
        for (String uri : new String[] {"http://127.0.0.1:5000/cb", "com.example.app:/cb"}) {
            assertThat(browser.get(request(app, "redirect_uri", uri)).status()).isEqualTo(200);
            assertThat(error(browser.get(request(app, "redirect_uri", uri, "prompt", "none"))))
                    .isEqualTo("consent_required");
        }
        assertThat(browser.get(request(app)).header("Location")).startsWith(CALLBACK + "?code=");
    }

    @Test
    @Contract({46, 52})
    @Attack(72)
    void remembersNothingForApplicationsThatOthersCanPretendToBe() {
        TestClient app = flow.client(
                ClientType.PUBLIC, ClientPolicy.strict(), "http://127.0.0.1/cb", "com.example.app:/cb", CALLBACK);
        for (String uri : new String[] {"http://127.0.0.1:5000/cb", "com.example.app:/cb"}) {
            Answer page = browser.get(request(app, "redirect_uri", uri));
            assertThat(page.header("Content-Security-Policy"))
                    .contains("form-action 'self' " + uri.substring(0, uri.indexOf(':') + 1) + ";");
            assertThat(Flow.allow(browser, page).header("Location")).startsWith(uri + "?code=");
            assertThat(browser.get(request(app, "redirect_uri", uri)).status()).isEqualTo(200);
        }
        Flow.allow(browser, browser.get(request(app)));
        assertThat(browser.get(request(app)).header("Location")).startsWith(CALLBACK + "?code=");
    }

    @Test
    @Contract(47)
    @Attack({44, 63})
    void asksNothingWhereNothingMayBeAsked() {
        assertThat(error(new Browser(provider).get(request(client, "prompt", "none"))))
                .isEqualTo("login_required");
        assertThat(error(browser.get(request(client, "prompt", "none")))).isEqualTo("consent_required");
        assertThat(error(browser.get(request(client, "prompt", "none", "max_age", "0"))))
                .isEqualTo("login_required");
        Flow.allow(browser, browser.get(request(client)));
        Answer granted = browser.get(request(client, "prompt", "none"));
        assertThat(granted.header("Location")).startsWith(CALLBACK + "?code=");
        String issuer =
                provider.http().get("/o/.well-known/oauth-authorization-server").text("issuer");
        assertThat(Browser.parameters(granted.header("Location"))).containsEntry("iss", issuer);
    }

    @Test
    @Contract(48)
    @Attack({46, 47})
    void asksForThePasswordOnceMoreWhereTheClientWantsIt() {
        for (String[] wish : new String[][] {{"prompt", "login"}, {"prompt", "select_account"}, {"max_age", "0"}}) {
            Answer page = browser.open(request(client, wish[0], wish[1]));
            assertThat(page.body()).contains("<h1>Log in</h1>");

            Answer consent = browser.follow(browser.logIn(page, user));

            assertThat(consent.body()).contains("wants access to your account");
        }
        goesOnNowhereFrom(browser.open(request(client, "prompt", "login")));
        provider.clock().advance(Duration.ofSeconds(61));
        assertThat(browser.open(request(client, "max_age", "60")).body()).contains("<h1>Log in</h1>");
        assertThat(browser.get(request(client, "max_age", "120")).status()).isEqualTo(200);
    }

    // Whoever does not type the password again goes on as before by no address.
    private void goesOnNowhereFrom(Answer logInPage) {
        String ticket = Browser.hidden(logInPage).getOrDefault("ticket", "");
        assertThat(ticket).isNotEmpty();

        assertThat(browser.get("/o/authorize/resume?ticket=" + ticket).status()).isEqualTo(400);
        assertThat(browser.open(request(client, "prompt", "login")).body()).contains("<h1>Log in</h1>");
    }

    @Test
    @Attack(76)
    void takesNoLogInThatAnotherBrowserBegan() {
        String location = new Browser(provider).get(request(client)).header("Location");

        assertThat(browser.get(location).status()).isEqualTo(400);
        Answer page = browser.open(request(client, "prompt", "login"));
        Answer in = browser.logIn(page, user);
        Browser other = flow.loggedIn(user);
        assertThat(other.get(in.header("Location")).status()).isEqualTo(400);
        provider.clock().advance(Duration.ofMinutes(10));
        assertThat(browser.get(in.header("Location")).status()).isEqualTo(400);
    }

    @Test
    @Attack(50)
    void showsALoginHintAsText() {
        Browser stranger = new Browser(provider);

        Answer page = stranger.open(request(client, "login_hint", "\"><script>"));

        assertThat(page.body()).contains("value=\"&quot;&gt;&lt;script&gt;\"").doesNotContain("<script>");
        assertThat(stranger.open(request(client, "login_hint", "x".repeat(5_000)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Attack({53, 54})
    void takesARequestByAForm() {
        Browser stranger = new Browser(provider);
        Answer answer = provider.http().post("/o/authorize", Map.of(), Flow.query(client));
        Answer twice = browser.post("/o/authorize/?scope=read", pairs(client));
        Answer json = provider.http().post("/o/authorize/", Map.of("Content-Type", "application/json"), "{}");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/o/login/?ticket=");
        assertThat(error(twice)).isEqualTo("invalid_request");
        assertThat(json.status()).isEqualTo(415);
        assertThat(provider.http()
                        .post("/o/authorize/", Map.of("Content-Type", "multipart/form-data; boundary=x"), "--x--")
                        .status())
                .isEqualTo(415);
        assertThat(stranger.get("/oauth2/authorize?" + Flow.query(client)).status())
                .isEqualTo(302);
    }

    @Test
    @Contract(51)
    @Attack(35)
    void givesATokenInTheFragmentOnlyToAClientRegisteredForIt() {
        ClientPolicy policy = new ClientPolicy(false, false, false, true, Set.of());
        TestClient legacy = flow.client(ClientType.CONFIDENTIAL, policy);
        String[] token = {"response_type", "token", "code_challenge", "", "code_challenge_method", ""};

        Answer page = browser.get(request(legacy, token));
        Answer answer = Flow.allow(browser, page);

        assertThat(answer.header("Location")).startsWith(CALLBACK + "#access_token=");
        assertThat(Browser.parameters(answer.header("Location")))
                .containsEntry("token_type", "Bearer")
                .containsEntry("expires_in", "3600")
                .containsEntry("scope", "read")
                .containsEntry("state", "xyz")
                .containsEntry("iss", "http://localhost:8000/o")
                .doesNotContainKeys("refresh_token", "code");
        assertThat(Flow.allow(browser, page).status()).isEqualTo(403);
        assertThat(browser.get(request(legacy, "response_type", "token", "scope", "unknown"))
                        .header("Location"))
                .startsWith(CALLBACK + "#error=invalid_scope");
        assertThat(browser.get(request(client, token)).header("Location"))
                .startsWith(CALLBACK + "?error=unauthorized_client");
    }

    @Test
    @Attack({38, 39})
    void carriesALongStateThroughTheLogIn() {
        Browser stranger = new Browser(provider);
        String state = "s".repeat(4_096);

        Answer consent = stranger.follow(stranger.logIn(stranger.open(request(client, "state", state)), user));

        assertThat(Browser.parameters(Flow.allow(stranger, consent).header("Location")))
                .containsEntry("state", state);
    }

    @Test
    @Attack(39)
    void takesANonceAsLongAsItMayBe() {
        assertThat(error(browser.get(request(client, "nonce", "n".repeat(4_096), "prompt", "none"))))
                .isEqualTo("consent_required");
    }

    @Test
    @Attack(66)
    void keepsNoRowsForStrangers() {
        browser.get(request(client));

        int statements = provider.statements().during(() -> new Browser(provider).open(request(client)));

        assertThat(statements).isZero();
    }

    @Test
    @Attack(94)
    void letsAnotherPersonTakeOver() {
        Answer page = browser.get(request(client));
        String link = page.body().replaceAll("(?s).*<a href=\"(/o/login/[^\"]+)\">Not you.*", "$1");
        String another = provider.registrations().user();

        Answer consent = browser.follow(browser.logIn(browser.get(link), another));

        assertThat(consent.body()).contains("Logged in as " + another);
        assertThat(Flow.allow(browser, page).status()).isEqualTo(403);
    }

    private static String[] pairs(TestClient client) {
        return Arrays.stream(Flow.query(client).split("&"))
                .flatMap(pair -> Arrays.stream(pair.split("=", 2)))
                .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
                .toArray(String[]::new);
    }

    private static String error(Answer answer) {
        return Browser.parameters(answer.header("Location")).get("error");
    }

    private static void assertPage(Answer answer, String title) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).doesNotContainKey("location");
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(answer.body()).contains("<h1>" + title + "</h1>", "<dt>error</dt><dd><code>invalid_request</code>");
    }
}

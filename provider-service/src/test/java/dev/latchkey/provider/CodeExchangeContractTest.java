package dev.latchkey.provider;

import static dev.latchkey.provider.Flow.CALLBACK;
import static dev.latchkey.provider.Flow.request;
import static dev.latchkey.provider.TokenEndpointContractTest.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.store.JdbiConsentStore;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE D: codes for tokens; J 109: pushed requests. */
@OnEachDatabase
final class CodeExchangeContractTest {
    private static final ClientPolicy WITHOUT_PKCE = new ClientPolicy(false, false, false, false, Set.of());
    private static final ClientPolicy PUSHED_ONLY = new ClientPolicy(true, true, false, false, Set.of());

    private final RunningProvider provider;
    private final Flow flow;
    private final String user;
    private final TestClient client;
    private final Browser browser;

    CodeExchangeContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        flow = new Flow(provider);
        user = provider.registrations().user();
        client = flow.confidential();
        browser = flow.loggedIn(user);
    }

    @Test
    @Contract({50, 56})
    void givesTokensForACode() {
        Answer answer = flow.redeem(client, flow.code(browser, client));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("refresh_token")).startsWith("lk_rt_");
        assertThat(answer.text("scope")).isEqualTo("read");
        assertThat(refresh(answer).status()).isEqualTo(200);
    }

    @Test
    @Contract({57, 50})
    @Attack({99, 133})
    void endsTheGrantWhenACodeComesBack() {
        String code = flow.code(browser, client);
        Answer first = flow.redeem(client, code);
        provider.clock().advance(Duration.ofMinutes(5));

        assertError(flow.redeem(client, code), 400, "invalid_grant");

        assertError(refresh(first), 400, "invalid_grant");
    }

    @Test
    @Contract(57)
    @Attack(100)
    void redeemsACodeOnceUnderFiftyThreads() throws Exception {
        String code = flow.code(browser, client);

        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<Answer>> answers = IntStream.range(0, 50)
                .mapToObj(i -> threads.submit(() -> flow.redeem(client, code)))
                .toList();
        threads.shutdown();

        int good = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(200, 400);
            good += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(good).isEqualTo(1);
        for (Future<Answer> answer : answers) {
            boolean won = answer.get().status() == 200;
            assertError(won ? refresh(answer.get()) : answer.get(), 400, "invalid_grant");
        }
    }

    @Test
    @Contract(58)
    void burnsACodeWhoseVerifierIsWrongButNotOneWithout() {
        String code = flow.code(browser, client);
        assertError(flow.redeem(client, code, "code_verifier", ""), 400, "invalid_grant");
        assertThat(flow.redeem(client, code).status()).isEqualTo(200);

        String other = flow.code(browser, client);
        assertError(flow.redeem(client, other, "code_verifier", "x".repeat(43)), 400, "invalid_grant");
        assertError(flow.redeem(client, other), 400, "invalid_grant");
    }

    @Test
    @Contract({57, 58})
    @Attack(99)
    void endsTheGrantWhenACodeComesBackWithAWrongVerifierAtTheSameTime() {
        String code = flow.code(browser, client);
        AtomicReference<Answer> winner = new AtomicReference<>();

        BeforeStatement.during(
                provider.database(),
                "UPDATE oauth_authorization_code SET burnt_at = :now WHERE",
                () -> winner.set(flow.redeem(client, code)),
                () -> assertError(flow.redeem(client, code, "code_verifier", "x".repeat(43)), 400, "invalid_grant"));

        assertThat(winner.get().status()).isEqualTo(200);
        assertError(refresh(winner.get()), 400, "invalid_grant");
    }

    @Test
    void issuesTheCodeThatItMadeWhenTheDatabasesAnswerIsLost() {
        flow.code(browser, client);

        LostAnswer.during(
                provider.database(),
                "INSERT INTO oauth_authorization_code",
                () -> assertThat(flow.redeem(client, flow.code(browser, client)).status())
                        .isEqualTo(200));
    }

    @Test
    @Contract({58, 63})
    void refusesAVerifierWithoutAChallenge() {
        TestClient plain = flow.client(ClientType.CONFIDENTIAL, WITHOUT_PKCE);
        String[] none = {"code_challenge", "", "code_challenge_method", ""};

        assertError(flow.redeem(plain, flow.code(browser, plain, none)), 400, "invalid_grant");
        Answer body = provider.http()
                .token(
                        Map.of(),
                        "grant_type",
                        "authorization_code",
                        "code",
                        flow.code(browser, plain, none),
                        "redirect_uri",
                        CALLBACK,
                        "client_id",
                        plain.id(),
                        "client_secret",
                        plain.secret());
        assertThat(body.status()).isEqualTo(200);
    }

    @Test
    @Contract({59, 60})
    @Attack({33, 101, 102, 107})
    void burnsACodeThatIsNotPresentedAsItWasIssued() {
        TestClient other = flow.confidential();
        String foreign = flow.code(browser, client);
        assertError(flow.redeem(other, foreign), 400, "invalid_grant");
        assertError(flow.redeem(client, foreign), 400, "invalid_grant");

        String elsewhere = flow.code(browser, client);
        assertError(flow.redeem(client, elsewhere, "redirect_uri", CALLBACK + "/"), 400, "invalid_grant");
        assertError(flow.redeem(client, elsewhere), 400, "invalid_grant");
        assertError(flow.redeem(client, flow.code(browser, client), "redirect_uri", ""), 400, "invalid_grant");
        assertThat(flow.redeem(client, flow.code(browser, client, "redirect_uri", ""), "redirect_uri", "")
                        .status())
                .isEqualTo(200);

        String late = flow.code(browser, client);
        provider.clock().advance(Duration.ofSeconds(60));
        assertError(flow.redeem(client, late), 400, "invalid_grant");
    }

    @Test
    @Contract(59)
    @Attack({98, 104, 105})
    void refusesWhatIsNoCode() {
        String code = flow.code(browser, client);
        Answer tokens = flow.redeem(client, flow.code(browser, client));
        for (String wrong : new String[] {
            "garbage",
            code + "A",
            code.substring(1),
            code.toUpperCase(Locale.ROOT),
            code + "=",
            " " + code,
            tokens.text("refresh_token"),
            browser.cookies().get("latchkey-session"),
        }) {
            assertError(flow.redeem(client, wrong), 400, "invalid_grant");
        }
        assertError(flow.redeem(client, ""), 400, "invalid_request");
        assertThat(flow.redeem(client, code).status()).isEqualTo(200);
    }

    @Test
    @Contract({61, 62})
    void authenticatesTheClientFirst() {
        TestClient app = flow.client(ClientType.PUBLIC, ClientPolicy.strict());
        String code = flow.code(browser, client);

        assertError(flow.redeem(new TestClient(client.id(), ""), code), 401, "invalid_client");
        assertError(flow.redeem(new TestClient(client.id(), "wrong"), code), 401, "invalid_client");
        assertThat(flow.redeem(client, code).status()).isEqualTo(200);
        assertThat(flow.redeem(app, flow.code(browser, app)).status()).isEqualTo(200);
    }

    @Test
    @Attack(103)
    void refusesACodeWhoseUserOrConsentIsGone() {
        String withdrawn = flow.code(browser, client);
        new JdbiConsentStore(provider.database())
                .withdraw(
                        provider.registrations().userId(user),
                        new ClientId(client.id()),
                        provider.clock().instant());
        assertError(flow.redeem(client, withdrawn), 400, "invalid_grant");
        assertThat(browser.get(request(client)).status()).isEqualTo(200);

        String disabled = flow.code(browser, client);
        provider.registrations().users().disable(provider.registrations().userId(user));
        assertError(flow.redeem(client, disabled), 400, "invalid_grant");
    }

    @Test
    @Contract(113)
    @Attack(139)
    void issuesForTheResourceThatWasNamed() {
        String music = "https://music.example/api";
        String code = flow.code(browser, client, "scope", "music:read", "resource", music);

        assertError(flow.redeem(client, code, "resource", "http://localhost:8080"), 400, "invalid_target");
        Answer answer = flow.redeem(client, code, "resource", music);
        assertThat(answer.status()).isEqualTo(200);
        assertError(
                provider.http()
                        .token(
                                client,
                                "grant_type",
                                "refresh_token",
                                "refresh_token",
                                answer.text("refresh_token"),
                                "resource",
                                "http://localhost:8080"),
                400,
                "invalid_target");
    }

    @Test
    @Contract(109)
    @Attack({59, 60})
    void takesAPushedRequestOnce() {
        Answer pushed = push(client, Flow.query(client));
        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.json().path("expires_in").asInt()).isEqualTo(60);
        assertThat(pushed.header("Cache-Control")).isEqualTo("no-store");
        String uri =
                "/o/authorize/?" + Http.encode("client_id", client.id(), "request_uri", pushed.text("request_uri"));

        Answer page = browser.get(uri + "&scope=write&redirect_uri=https://evil.example/");

        assertThat(page.body()).contains("<span class=\"hint\">read</span>").doesNotContain(">write<");
        assertThat(Flow.allow(browser, page).header("Location")).startsWith(CALLBACK + "?code=");
        assertThat(browser.get(uri).status()).isEqualTo(400);
        assertThat(browser.get(uri + "&prompt=none").status()).isEqualTo(400);
    }

    @Test
    @Contract(109)
    @Attack({59, 60})
    void refusesAPushedRequestOfAnotherClientOrTooLate() {
        TestClient other = flow.confidential();
        String uri = push(client, Flow.query(client)).text("request_uri");
        assertThat(browser.get("/o/authorize/?" + Http.encode("client_id", other.id(), "request_uri", uri))
                        .status())
                .isEqualTo(400);

        String late = push(client, Flow.query(client)).text("request_uri");
        provider.clock().advance(Duration.ofSeconds(60));
        assertThat(browser.get("/o/authorize/?" + Http.encode("client_id", client.id(), "request_uri", late))
                        .status())
                .isEqualTo(400);
        assertThat(provider.http().get("/o/par/").status()).isEqualTo(405);
        assertError(provider.http().post("/o/par/", Map.of(), Flow.query(client)), 401, "invalid_client");
        assertError(push(client, Flow.query(client) + "&request_uri=x"), 400, "invalid_request");
        assertError(push(client, Flow.query(client, "redirect_uri", "https://evil.example/")), 400, "invalid_request");
        assertError(push(client, Flow.query(other)), 400, "invalid_request");
        assertError(push(client, Flow.query(client, "scope", "unknown")), 400, "invalid_scope");
    }

    @Test
    @Contract(109)
    void demandsAPushedRequestWhereTheClientIsRegisteredForIt() {
        TestClient strict = flow.client(ClientType.CONFIDENTIAL, PUSHED_ONLY);

        assertThat(browser.get(request(strict)).header("Location")).contains("error=invalid_request");
        assertThat(provider.http()
                        .post("/o/authorize/", Map.of(), Flow.query(strict))
                        .header("Location"))
                .contains("error=invalid_request");
        String uri = push(strict, Flow.query(strict)).text("request_uri");
        assertThat(browser.get("/o/authorize/?" + Http.encode("client_id", strict.id(), "request_uri", uri))
                        .status())
                .isEqualTo(200);
    }

    private Answer push(TestClient by, String body) {
        return provider.http().post("/o/par/", Http.basic(by.id(), by.secret()), body);
    }

    private Answer refresh(Answer tokens) {
        return provider.http()
                .token(client, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
    }
}

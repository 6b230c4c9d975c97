package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientAuthentication;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What works once does so once among two processes over one database, however many requests come at the same time. */
@OnEachDatabase
final class OnceAmongNodesContractTest {
    private static final int REQUESTS = 16;

    private final RunningProvider provider;
    private final Http one;
    private final Http other;
    private final Flow flow;

    OnceAmongNodesContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        one = provider.http();
        other = RunningProvider.beside(database).http();
        flow = new Flow(provider);
        // Each test starts with all its attempts.
        provider.clock().advance(Duration.ofMinutes(2));
    }

    @Test
    @Contract(109)
    @Attack(59)
    void aPushedRequestIsTakenOnce() throws Exception {
        TestClient client = flow.confidential();
        Browser browser = flow.loggedIn(provider.registrations().user());
        String pushed = one.post("/o/par/", Http.basic(client.id(), client.secret()), Flow.query(client))
                .text("request_uri");
        String path = "/o/authorize/?" + Http.encode("client_id", client.id(), "request_uri", pushed);

        List<Answer> answers = atOnce(node -> node.send("GET", path, cookies(browser), new byte[0]));

        assertOneOf(answers, 200, 400);
    }

    @Test
    @Contract(107)
    @Attack(224)
    void aDeviceCodeMakesOneGrant() throws Exception {
        TestClient device = provider.registrations()
                .register(
                        ClientType.PUBLIC,
                        Registrations.permissions(
                                ScopeSet.of("read"),
                                ScopeSet.of("read"),
                                GrantType.DEVICE_CODE,
                                GrantType.REFRESH_TOKEN),
                        ClientTokens.of(TokenFormat.JWT));
        Answer codes = other.post("/o/device-authorization/", Map.of(), "client_id=" + device.id());
        Browser browser = flow.loggedIn(provider.registrations().user());
        Answer page = browser.submit(browser.open("/o/device/"), "user_code", codes.text("user_code"));
        assertThat(browser.submit(page, "decision", "allow").status()).isEqualTo(200);

        List<Answer> answers = atOnce(node -> node.token(
                Map.of(),
                "client_id",
                device.id(),
                "grant_type",
                GrantType.DEVICE_CODE.value(),
                "device_code",
                codes.text("device_code")));

        assertOneOf(answers, 200, 400);
    }

    @Test
    @Contract(114)
    @Attack(155)
    void anAssertionIsGoodOnce() throws Exception {
        TestClient client = provider.registrations()
                .authenticatedBy(new ClientAuthentication(Set.of(ClientAuthenticationMethod.CLIENT_SECRET_JWT), null));
        String assertion = Assertions.authenticated(
                client.secret(),
                Assertions.claims(client.id(), provider.clock().instant()).build());

        List<Answer> answers = atOnce(node -> node.token(
                Map.of(),
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                Assertions.TYPE,
                "client_assertion",
                assertion));

        assertOneOf(answers, 200, 401);
    }

    @Test
    @Attack(69)
    void aConsentFormGivesOneCode() throws Exception {
        Browser browser = flow.loggedIn(provider.registrations().user());
        Answer page = browser.open(Flow.request(flow.confidential()));
        assertThat(page.status()).isEqualTo(200);

        List<Answer> answers =
                atOnce(node -> node.post(Browser.action(page), cookies(browser), decision(page, "allow")));

        assertOneOf(answers, 303, 403);
    }

    @Test
    @Attack(69)
    void aConsentFormIsDecidedOnce() throws Exception {
        Browser browser = flow.loggedIn(provider.registrations().user());
        Answer page = browser.open(Flow.request(flow.confidential()));
        assertThat(page.status()).isEqualTo(200);

        List<Answer> answers = atOnce(node ->
                node.post(Browser.action(page), cookies(browser), decision(page, node == one ? "allow" : "deny")));

        assertOneOf(answers, 303, 403);
    }

    private static String decision(Answer page, String word) {
        List<String> form = new ArrayList<>(List.of("decision", word));
        Browser.hidden(page).forEach((name, value) -> form.addAll(List.of(name, value)));
        return Http.encode(form.toArray(String[]::new));
    }

    private List<Answer> atOnce(Function<Http, Answer> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<Future<Answer>> futures = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> threads.submit(() -> request.apply(i % 2 == 0 ? one : other)))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertOneOf(List<Answer> answers, int good, int refused) {
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(good).containsOnly(good, refused);
    }

    private static Map<String, String> cookies(Browser browser) {
        return Map.of(
                "Cookie",
                browser.cookies().entrySet().stream()
                        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }
}

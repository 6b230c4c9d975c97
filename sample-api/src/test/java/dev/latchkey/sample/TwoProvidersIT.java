package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two providers as two processes of the system over one database, and the sample API beside them. */
@Tag("processes")
final class TwoProvidersIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REQUESTS = 50;
    private static final int TRIES = 5;
    // What the first provider promises of a refresh token that was just replaced, with some room.
    private static final Duration GRACE = Duration.ofSeconds(8);
    private static final Duration REFUSED_WITHIN = Duration.ofSeconds(5);

    private static RunningDev dev;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws IOException {
        dev = RunningDev.start("two", 2);
        environment = dev.environment();
    }

    @AfterAll
    static void stop() {
        if (dev != null) {
            dev.close();
        }
    }

    @Test
    @Contract(68)
    @Attack(134)
    void fiftyRefreshesAtOnceAcrossProcessesHaveOneSuccessor() throws Exception {
        for (int i = 0; i < TRIES; i++) {
            String first = logIn(environment.get("USERNAME"), environment.get("PASSWORD"))
                    .path("refresh_token")
                    .asText();
            long start = System.nanoTime();
            List<HttpResponse<String>> answers = atOnce(node -> refresh(node, first));
            if (System.nanoTime() - start < GRACE.toNanos()) {
                assertOneSuccessor(answers);
                return;
            }
        }
        throw new AssertionError("This machine needs longer for " + REQUESTS + " requests than the grace lasts.");
    }

    private static void assertOneSuccessor(List<HttpResponse<String>> answers) {
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        String successor = json(answers.get(0)).path("refresh_token").asText();
        for (HttpResponse<String> answer : answers) {
            assertThat(json(answer).path("refresh_token").asText()).isEqualTo(successor);
        }
        String next =
                json(refresh("PROVIDER2", successor)).path("refresh_token").asText();
        assertThat(refresh("PROVIDER", next).statusCode()).isEqualTo(200);
    }

    @Test
    @Contract(57)
    @Attack(100)
    void aCodeIsRedeemedOnceAcrossProcesses() throws Exception {
        String code = code();

        List<HttpResponse<String>> answers = atOnce(node -> redeem(node, code));

        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .containsOnlyOnce(200)
                .containsOnly(200, 400);
    }

    private static String code() throws IOException, InterruptedException {
        PlainBrowser browser = new PlainBrowser(environment.get("PROVIDER"));
        HttpResponse<String> page = browser.open("/o/authorize/?"
                + PlainBrowser.encoded(Map.of(
                        "response_type",
                        "code",
                        "client_id",
                        environment.get("CLIENT_ID"),
                        "redirect_uri",
                        environment.get("REDIRECT_URI"),
                        "scope",
                        "read")));
        HttpResponse<String> consent = browser.submit(
                page, Map.of("username", environment.get("USERNAME"), "password", environment.get("PASSWORD")));
        return PlainBrowser.parameter(
                PlainBrowser.location(browser.submit(consent, Map.of("decision", "allow"))), "code");
    }

    @Test
    @Contract({83, 104})
    @Attack(198)
    void theApiRefusesARevokedTokenWithinFiveSeconds() {
        refusesSoon(
                i -> logIn(environment.get("USERNAME"), environment.get("PASSWORD")),
                token -> assertThat(PlainBrowser.post(
                                        environment.get("PROVIDER2") + "/o/revoke_token/",
                                        client(),
                                        Map.of("token", token))
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    @Contract({83, 104})
    @Attack(93)
    void theApiRefusesTheTokenOfADisabledUserWithinFiveSeconds() {
        refusesSoon(
                i -> {
                    command("user", "create", "leaver" + i, "--password=long-enough-to-leave");
                    return logIn("leaver" + i, "long-enough-to-leave");
                },
                token -> command("user", "disable", username(token)));
    }

    // The best of several tries, since a busy machine may be slow once; each of them must end with a refusal.
    private static void refusesSoon(Function<Integer, JsonNode> issue, Consumer<String> revoke) {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            String token = issue.apply(i).path("access_token").asText();
            assertThat(apiStatus(token)).isEqualTo(200);
            revoke.accept(token);
            long start = System.nanoTime();
            Awaitility.await("the API to refuse").atMost(Duration.ofSeconds(30)).until(() -> apiStatus(token) == 401);
            waits.add(Duration.ofNanos(System.nanoTime() - start));
            if (waits.get(i).compareTo(REFUSED_WITHIN) < 0) {
                return;
            }
        }
        throw new AssertionError("The API took " + waits + " to refuse.");
    }

    private static int apiStatus(String token) {
        return new ApiClient(dev.apiPort(), token).get("/users/").status();
    }

    private static String username(String token) {
        try {
            byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
            return JSON.readTree(payload).path("username").asText();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void command(String... words) {
        try {
            assertThat(dev.commands().latchkey(words).exitCode()).isZero();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<HttpResponse<String>> atOnce(Function<String, HttpResponse<String>> request) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS);
        try {
            List<Future<HttpResponse<String>>> futures = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> threads.submit(() -> request.apply(i % 2 == 0 ? "PROVIDER" : "PROVIDER2")))
                    .toList();
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static JsonNode logIn(String username, String password) {
        HttpResponse<String> answer =
                token("PROVIDER", Map.of("grant_type", "password", "username", username, "password", password));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer);
    }

    private static HttpResponse<String> refresh(String node, String token) {
        return token(node, Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private static HttpResponse<String> redeem(String node, String code) {
        return token(
                node,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        environment.get("REDIRECT_URI")));
    }

    // As clients do: a provider with too much to do for the moment says so.
    private static HttpResponse<String> token(String node, Map<String, String> form) {
        HttpResponse<String> answer = PlainBrowser.post(environment.get(node) + "/o/token/", client(), form);
        for (int i = 0; i < TRIES && answer.statusCode() == 503; i++) {
            answer = PlainBrowser.post(environment.get(node) + "/o/token/", client(), form);
        }
        return answer;
    }

    private static String client() {
        return environment.get("CLIENT_ID") + ":" + environment.get("CLIENT_SECRET");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + answer.body(), e);
        }
    }
}

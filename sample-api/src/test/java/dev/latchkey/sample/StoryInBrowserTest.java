package dev.latchkey.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.testing.Chromium;
import dev.latchkey.testing.InBrowser;
import dev.latchkey.testing.Tab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The whole story in a real browser: from an account of one's own to an API that refuses what was withdrawn. */
@InBrowser
final class StoryInBrowserTest {
    // Of RFC 7636, appendix B.
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String PASSWORD = "three plain words";
    private static final Duration PROMISED = Duration.ofSeconds(5);
    // What a fetch of the status list may take beside the wait between two of them.
    private static final Duration FETCH = Duration.ofSeconds(2);
    // The promise is kept by the intervals, which are asserted; how late a busy machine is, is none of the product's.
    private static final Duration ON_A_BUSY_MACHINE = Duration.ofSeconds(60);

    private static RunningPair running;
    private static HttpServer client;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String callback = "http://127.0.0.1:" + client.getAddress().getPort() + "/callback";

    @BeforeAll
    static void start() throws Exception {
        running = RunningPair.start();
        client = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        client.createContext("/", exchange -> {
            byte[] page = "<!doctype html><title>Client</title><h1>Back at the client</h1>".getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        client.start();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.stop(0);
        }
        if (running != null) {
            running.close();
        }
    }

    /** What an application knows of itself. */
    private record Application(String id, String secret) {}

    @Test
    void leadsFromAnAccountToAnApiThatRefusesWhatWasWithdrawn(TestReporter reporter) throws Exception {
        try (Tab tab = Chromium.running().tab()) {
            signUp(tab);
            Application application = register(tab);
            String code = allow(tab, application);
            String token = exchange(application, code);

            assertThat(users(token)).isEqualTo(200);
            withdraw(tab);

            Awaitility.await("the refusal")
                    .atMost(ON_A_BUSY_MACHINE)
                    .conditionEvaluationListener(last ->
                            reporter.publishEntry("refused after the withdrawal", last.getElapsedTimeInMS() + " ms"))
                    .until(() -> users(token) == 401);
            assertThat(running.statusRefresh().plus(FETCH)).isLessThanOrEqualTo(PROMISED);
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** On the page that the log-in page leads to; the log-in follows. */
    private static void signUp(Tab tab) {
        tab.open(running.provider("/o/login/"));
        tab.click("main p a");
        tab.fill("#username", "ada");
        tab.fill("#password", PASSWORD);
        tab.click("main form button");
        assertThat(tab.text("main")).contains("Your account exists");
        tab.fill("#username", "ada");
        tab.fill("#password", PASSWORD);
        tab.click("main form button");
        assertThat(tab.text("main")).contains("ada");
    }

    private Application register(Tab tab) {
        tab.open(running.provider("/o/applications/register/?kind=web"));
        tab.fill("#name", "Holiday planner");
        tab.fill("#redirect_uris", callback);
        tab.click("main form button");
        return new Application(tab.text("#client_id"), tab.text("#client_secret"));
    }

    private String allow(Tab tab, Application application) {
        tab.open(running.provider("/o/authorize/?response_type=code&scope=read&state=xyz&client_id=" + application.id()
                + "&redirect_uri=" + encoded(callback) + "&code_challenge=" + CHALLENGE
                + "&code_challenge_method=S256"));
        assertThat(tab.text()).contains("Holiday planner wants access to your account", "See users");
        tab.click("button[value=allow]");
        assertThat(tab.text("h1")).isEqualTo("Back at the client");
        String query = tab.address().getRawQuery();
        assertThat(query).contains("state=xyz", "iss=");
        return query.replaceAll(".*code=([^&]*).*", "$1");
    }

    private String exchange(Application application, String code) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                "/o/token/",
                application.id() + ":" + application.secret(),
                "grant_type=authorization_code",
                "code=" + code,
                "redirect_uri=" + encoded(callback),
                "code_verifier=" + VERIFIER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode json = new ObjectMapper().readTree(answer.body());
        assertThat(json.path("scope").asText()).isEqualTo("read");
        return json.path("access_token").asText();
    }

    private int users(String token) {
        return new ApiClient(running.apiPort(), token).get("/users/").status();
    }

    private static void withdraw(Tab tab) {
        tab.open(running.provider("/o/authorized_tokens/"));
        assertThat(tab.text("main")).contains("Holiday planner");
        tab.click("main form button");
        assertThat(tab.text("main")).doesNotContain("Holiday planner");
    }

    private HttpResponse<String> post(String path, String credentials, String... form)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(running.provider(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", form)));
        if (!credentials.isEmpty()) {
            String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

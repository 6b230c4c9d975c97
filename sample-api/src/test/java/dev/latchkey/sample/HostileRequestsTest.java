package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.sample.ApiClient.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class HostileRequestsTest {
    private final RunningApi running;
    private final ApiClient api;

    HostileRequestsTest(TestDatabase kind) {
        running = RunningApi.emptyOn(kind);
        api = running.client("read write groups");
    }

    @Test
    void refusesABodyThatIsTooLargeInEitherForm() {
        String large = "x".repeat(64 * 1024);

        for (Answer refused : List.of(
                api.postJson("/users/", "{\"username\":\"" + large + "\"}"),
                api.postForm("/users/", "username=" + large),
                running.anonymous().postForm("/api/verify", "token=" + large))) {
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.error()).isEqualTo("too_large");
        }
    }

    @Test
    void doesNotReadTheBodyOfAStranger() {
        assertThat(running.anonymous()
                        .postForm("/users/", "x".repeat(1024 * 1024))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void saysThatTheConnectionEndsWhereTheBodyOfAStrangerHasNotCome() {
        assertThat(running.raw("POST /users/ HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n"))
                .startsWith("HTTP/1.1 401 ")
                .contains("\r\nConnection: close\r\n");
    }

    @Test
    void survivesDeepJson() {
        String deep = "[".repeat(30_000);

        assertThat(api.postJson("/users/", deep).status()).isEqualTo(400);
        assertThat(api.postJson("/users/", "{\"groups\":" + deep).status()).isBetween(400, 422);
        assertThat(api.postJson("/users/", "{\"a\":".repeat(10_000)).status()).isBetween(400, 422);
    }

    @Test
    void answersGarbageWithASentence() {
        for (String body : List.of("{", "}", "[]", "\"x\"", "1", "{\"username\":", "\u0000", "{} {}", "<a/>", "NaN")) {
            Answer refused = api.postJson("/users/", body);

            assertThat(refused.status()).as(body).isIn(400, 422);
            assertThat(refused.error()).as(body).isEqualTo("invalid_request");
            assertThat(refused.json().path("error_description").asText())
                    .as(body)
                    .isNotEmpty();
        }
    }

    @Test
    void answersBytesThatAreNoText() {
        for (byte[] body : List.of(
                new byte[] {0, 0, (byte) 0xfe, (byte) 0xff, 1, 2, 3, 4},
                new byte[] {'{', '"', (byte) 0xc3, 0x28, '"', ':', '1', '}'},
                new byte[] {(byte) 0xff, (byte) 0xfe, 0x7b, 0x00})) {
            assertThat(api.send("POST", "/users/", ApiClient.JSON, body).status())
                    .isIn(400, 422);
            assertThat(api.send("POST", "/users/", ApiClient.FORM, body).status())
                    .isIn(400, 422);
        }
    }

    @Test
    void refusesABrokenForm() {
        for (String form : List.of("username=%zz", "username=%", "%f=x", "=&=&=", "&&&", "username")) {
            assertThat(api.postForm("/users/", form).status()).as(form).isIn(400, 422);
        }
    }

    @Test
    @Attack(245)
    void answersEveryRefusalInJson() {
        refusesInJson(api.get("/nothing"), 404, "not_found");
        refusesInJson(
                running.anonymous().get("/nothing<script>".replace("<", "%3C").replace(">", "%3E")), 404, "not_found");
        refusesInJson(api.send("POST", "/users/1/", ApiClient.FORM, "a=b"), 405, "method_not_allowed");
        refusesInJson(api.send("POST", "/users/", "text/plain", "hello"), 415, "unsupported_media_type");
        refusesInJson(api.send("POST", "/users/", "garbage", "hello"), 400, "invalid_request");
        assertThat(api.send("POST", "/users/1/", ApiClient.FORM, "a=b").header("Allow"))
                .isPresent();
    }

    @Test
    @Attack(245)
    void answersInJsonWhatItCannotEvenParse() {
        for (String request : List.of(
                "GET /users HTTP/1.1\r\n\r\n",
                "GET /users HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
                "GET /us%ers HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "TRACE /users HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "GET /users/..%2f HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n")) {
            String answer = running.raw(request);

            assertThat(answer).as(request).containsPattern("^HTTP/1\\.[01] 4[0-9][0-9] ");
            assertThat(answer).as(request).contains("application/json", "{\"error\":\"");
            assertThat(answer.toLowerCase(Locale.ROOT)).as(request).doesNotContain("jetty", "<html", "exception");
        }
    }

    private static void refusesInJson(Answer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.json().path("error_description").asText()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("Jetty").doesNotContain("<script");
    }
}

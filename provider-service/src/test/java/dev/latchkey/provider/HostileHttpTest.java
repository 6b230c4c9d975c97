package dev.latchkey.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.Http.Answer;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.TestDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are no good HTTP, and what the answers to good ones let others keep. */
final class HostileHttpTest {
    private static final String METADATA = "/o/.well-known/oauth-authorization-server";

    private final RunningProvider provider = RunningProvider.on(TestDatabase.H2);
    private final Http http = provider.http();

    @AfterEach
    void servesTheNextOne() {
        assertThat(http.get(METADATA).status()).isEqualTo(200);
    }

    @Test
    @Attack(238)
    void refusesHeadersThatAreTooLong() {
        for (String lines : List.of(
                "X-Long: " + "x".repeat(9_000) + "\r\n",
                "Cookie: a=" + "x".repeat(8_192) + "\r\n",
                manyHeaders(2_000),
                "X-" + "y".repeat(9_000) + ": 1\r\n")) {
            String answer = get(lines + "Connection: keep-alive\r\n");

            assertThat(answer).startsWith("HTTP/1.1 431 ").contains("Connection: close");
            assertBare(answer);
        }
    }

    @Test
    @Attack(238)
    void servesAnOrdinaryNumberOfHeaders() {
        assertThat(get(manyHeaders(200) + "Connection: close\r\n")).startsWith("HTTP/1.1 200 ");
    }

    private static String manyHeaders(int count) {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < count; i++) {
            headers.append("X-H").append(i).append(": ").append(i).append("\r\n");
        }
        return headers.toString();
    }

    @Test
    @Attack(239)
    void refusesBodiesWhoseEndTwoReadersSeeInTwoPlaces() {
        for (String lines : List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n\r\na=bcde",
                "Content-Length: +5\r\n\r\na=bcd",
                "Content-Length: 5, 6\r\n\r\na=bcde",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x5\r\n\r\na=bcd",
                "Transfer-Encoding: chunked\r\n\r\n5;a=\"\n\"\r\na=bcd\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n+5\r\na=bcd\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "X-Folded: a\r\n b\r\nContent-Length: 0\r\n\r\n")) {
            String answer = RawHttp.send(
                    provider.port(),
                    "POST /o/token/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n" + lines
                            + "GET " + METADATA + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(lines).containsPattern("^HTTP/1\\.1 (400|501) ");
            assertThat(answer.split("HTTP/1\\.1 ", -1)).as(lines).hasSize(2);
            assertBare(answer);
        }
    }

    @Test
    @Attack(239)
    void refusesLinesThatEndInALoneLineFeed() {
        String answer = RawHttp.send(
                provider.port(), "GET " + METADATA + " HTTP/1.1\nHost: x\nX-Smuggled: 1\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ");
    }

    @Test
    @Attack(243)
    void letsDocumentsBeKeptForAWhileAndByOrigin() {
        for (String path : List.of(METADATA, "/o/.well-known/jwks.json")) {
            Answer document = http.get(path);

            assertThat(document.header("Cache-Control")).as(path).contains("max-age=");
            assertThat(document.header("Vary")).as(path).contains("Origin");
            String tag = document.header("ETag");
            assertThat(tag).as(path).isNotEmpty();
            Answer again = http.send("GET", path, Map.of("If-None-Match", tag), new byte[0]);
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    @Attack(243)
    void hasNoAddressThatLooksLikeAFileToACache() {
        for (String path : List.of("/o/account/x.css", "/o/introspect/x.js", "/o/token.css", "/o/userinfo/x.css")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(404);
        }
        Browser member = new Members(provider).member();
        assertThat(member.get("/o/applications/x.css").status()).isEqualTo(404);
        assertThat(member.get("/o/applications/").header("Cache-Control")).contains("no-store");
    }

    @Test
    @Attack(244)
    void compressesNothingThatHoldsASecretBesideWhatTheRequestSaid() {
        Map<String, String> zipped = Map.of("Accept-Encoding", "gzip, deflate, br");

        Answer page = http.send("GET", "/o/login/", zipped, new byte[0]);
        Answer refusal = http.post("/o/token/", zipped, "grant_type=" + "x".repeat(1_000));

        assertThat(page.headers()).doesNotContainKey("content-encoding");
        assertThat(page.body().length()).isGreaterThan(1_024);
        assertThat(refusal.headers()).doesNotContainKey("content-encoding");
    }

    @Test
    @Attack(245)
    void namesNeitherItsServerNorWhatItWasAskedInDefaultAnswers() {
        for (String request : List.of(
                "GET /nothing<script> HTTP/1.1\r\nHost: x\r\n",
                "GET /nothing%3Cscript%3E HTTP/1.1\r\nHost: x\r\n",
                "TRACE /o/token/ HTTP/1.1\r\nHost: x\r\nX-Canary: <script>\r\n",
                "BREW /o/token/ HTTP/1.1\r\nHost: x\r\n",
                "GET /o/token/ HTTP/1.1\r\nHost: x\r\n",
                "POST /o/token/ HTTP/1.1\r\nHost: x\r\nContent-Type: text/<script>\r\nContent-Length: 0\r\n",
                "GET /%ZZ<script> HTTP/1.1\r\nHost: x\r\n",
                "GET / HTTP/3.0\r\nHost: x\r\n")) {
            String answer = RawHttp.send(provider.port(), request + "Connection: close\r\n\r\n");

            assertThat(answer).as(request).containsPattern("^HTTP/1\\.1 (4\\d\\d|501|505) ");
            assertBare(answer);
        }
    }

    @Test
    @Attack(246)
    void hasNothingOfTheAdminPortOnThePublicOne() {
        for (String path : List.of(
                "/metrics", "/metrics/prometheus", "/healthcheck", "/ping", "/threads", "/tasks/purge", "/admin/")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(404);
            assertThat(http.post(path, Map.of(), "").status()).as(path).isEqualTo(404);
        }
    }

    @Test
    @Attack(246)
    void runsNoTaskUnlessATokenWasConfigured() {
        Http admin = new Http(provider::adminUri);

        for (Map<String, String> headers : List.of(
                Map.<String, String>of(), Map.of("Authorization", "Bearer "), Map.of("Authorization", "Bearer null"))) {
            Answer answer = admin.post("/tasks/purge", headers, "");

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("access_denied", "taskToken");
        }
    }

    private String get(String headers) {
        return RawHttp.send(provider.port(), "GET " + METADATA + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }

    private static void assertBare(String answer) {
        assertThat(answer).containsPattern("\\r\\nX-Request-Id: [0-9a-f]{20}\\r\\n");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .doesNotContain("jetty", "<script", "exception", "\nserver:", "\tat ");
    }
}

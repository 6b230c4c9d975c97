package dev.latchkey.provider.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.provider.RemoteServer;
import dev.latchkey.testing.Attack;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the provider takes from a server that it does not know. */
final class JsonFetcherTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private final RemoteServer server = new RemoteServer();
    private final JsonFetcher fetcher = fetcher(JsonFetcher.LIMIT);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void takesJsonInEachFraming() throws Exception {
        server.replyJson("{\"a\":1}", "Cache-Control: public, max-age=600\r\n");
        assertThat(text(fetcher.fetch(server.uri("/")))).isEqualTo("{\"a\":1}");
        assertThat(fetcher.fetch(server.uri("/")).maxAge()).isEqualTo(Duration.ofMinutes(10));

        server.reply(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n");
        assertThat(text(fetcher.fetch(server.uri("/")))).isEqualTo("{\"a\":1}");
        assertThat(fetcher.fetch(server.uri("/")).maxAge()).isZero();

        server.reply("HTTP/1.0 200\r\ncontent-type: application/jwk-set+json; charset=utf-8\r\n\r\n{}");
        assertThat(text(fetcher.fetch(server.uri("/")))).isEqualTo("{}");
    }

    @ParameterizedTest
    @Attack({213, 214})
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Oops\r\nContent-Type: application/json\r\n\r\n{}",
                "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n{}",
                "HTTP/1.1 2000 OK\r\nContent-Type: application/json\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>",
                "HTTP/1.1 200 OK\r\n\r\n{}",
                OK + "Content-Encoding: gzip\r\n\r\nzipped",
                OK + "Content-Length: 1000000000\r\n\r\n{}",
                OK + "Content-Length: 5\r\n\r\n{}",
                OK + "Transfer-Encoding: chunked\r\n\r\n3b9aca00\r\n{}",
                OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}",
                OK,
                "SSH-2.0-OpenSSH_9.9\r\n",
                ""
            })
    void refusesWhateverIsNotASmallPlainJsonDocument(String answer) {
        server.reply(answer);

        assertThatThrownBy(() -> fetcher.fetch(server.uri("/jwks"))).isInstanceOf(FetchRefusedException.class);
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest
    @Attack(213)
    @ValueSource(strings = {"301", "302", "303", "307", "308"})
    void followsNoRedirect(String status) {
        try (RemoteServer inside = new RemoteServer()) {
            server.reply("HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + inside.uri("/secret") + "\r\n\r\n");

            assertThatThrownBy(() -> fetcher.fetch(server.uri("/jwks"))).hasMessageContaining("redirects");
            assertThat(inside.requests()).isZero();
        }
    }

    @ParameterizedTest
    @Attack(214)
    @ValueSource(strings = {"", "Content-Length: 70000\r\n\r\n", "\r\n", "Transfer-Encoding: chunked\r\n\r\n"})
    void stopsAnAnswerWithoutEnd(String head) {
        String piece = "1;" + "x".repeat(1_000) + "\r\n{\r\n";
        server.reply(out -> {
            out.write((OK + head).getBytes(StandardCharsets.US_ASCII));
            endless(out, piece.getBytes(StandardCharsets.US_ASCII));
        });

        assertThatThrownBy(() -> fetcher.fetch(server.uri("/jwks")))
                .hasMessageMatching(".*(larger? than|too large|more than 64).*");
    }

    private static void endless(OutputStream out, byte[] piece) throws java.io.IOException {
        while (!Thread.currentThread().isInterrupted()) {
            out.write(piece);
        }
    }

    @Test
    @Attack(214)
    void waitsForASlowAnswerSoLongAndNoLonger() throws Exception {
        CountDownLatch given = new CountDownLatch(1);
        server.reply(out -> drip(out, given));

        assertThatThrownBy(() -> fetcher(Duration.ofMillis(300)).fetch(server.uri("/jwks")))
                .hasMessageContaining("no whole answer");
        // The connection is closed too: the server notices.
        assertThat(given.await(10, TimeUnit.SECONDS)).isTrue();
    }

    // One byte now and then, until the reader is gone.
    private static void drip(OutputStream out, CountDownLatch given) throws InterruptedException {
        try {
            out.write((OK + "\r\n").getBytes(StandardCharsets.US_ASCII));
            while (!given.await(20, TimeUnit.MILLISECONDS)) {
                out.write('{');
            }
        } catch (java.io.IOException e) {
            given.countDown();
        }
    }

    @Test
    @Attack(212)
    void connectsToTheCheckedAddressWhateverTheNameSaysNow() throws Exception {
        server.replyJson("{}", "");
        String named = server.origin().replace("127.0.0.1", "keys.intranet");
        JsonFetcher byName = new JsonFetcher(
                new OutboundSettings(Set.of(named)),
                host -> List.of(InetAddress.getLoopbackAddress()),
                JsonFetcher.LIMIT,
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault());

        assertThat(text(byName.fetch(URI.create(named + "/jwks")))).isEqualTo("{}");
    }

    @Test
    @Attack({211, 213})
    void makesNoConnectionToWhatIsNotAllowed() {
        JsonFetcher strict = new JsonFetcher(OutboundSettings.defaults());

        assertThatThrownBy(() -> strict.fetch(server.uri("/jwks"))).isInstanceOf(FetchRefusedException.class);
        assertThat(server.requests()).isZero();
    }

    private JsonFetcher fetcher(Duration limit) {
        return new JsonFetcher(new OutboundSettings(Set.of(server.origin())), NameResolver.SYSTEM, limit, () ->
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private static String text(FetchedJson json) {
        return new String(json.body().bytes(), StandardCharsets.UTF_8);
    }
}

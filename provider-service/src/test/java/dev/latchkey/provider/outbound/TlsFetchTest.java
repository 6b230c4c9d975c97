package dev.latchkey.provider.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client's keys are read from the host that its address names, proven by TLS, or not at all. */
final class TlsFetchTest {
    private static final String HOST = "keys.intranet";
    private static final byte[] ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"keys\":[]}"
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void readsFromTheHostThatTheCertificateNames() throws Exception {
        Certificate certificate = Certificate.forHost(directory, HOST);
        try (ServerSocket server = serve(certificate)) {
            FetchedJson json = fetch(HOST, server, certificate.trusted());

            assertThat(new String(json.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("{\"keys\":[]}");
        }
    }

    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        Certificate certificate = Certificate.forHost(directory, HOST);
        try (ServerSocket server = serve(certificate)) {
            assertRefused(() -> fetch("other.intranet", server, certificate.trusted()));
        }
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        try (ServerSocket server = serve(Certificate.forHost(directory, HOST))) {
            assertRefused(() -> fetch(HOST, server, SSLContext.getDefault()));
        }
    }

    private void assertRefused(ThrowingCallable fetch) {
        assertThatThrownBy(fetch)
                .isInstanceOf(FetchRefusedException.class)
                .hasMessageContaining("the connection failed");
        assertThat(answered).hasValue(0);
    }

    private ServerSocket serve(Certificate certificate) throws Exception {
        ServerSocket server = certificate
                .served()
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.execute(() -> answerAll(server));
        return server;
    }

    private void answerAll(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                if (hasRequest(socket)) {
                    socket.getOutputStream().write(ANSWER);
                    answered.incrementAndGet();
                }
            } catch (IOException e) {
                // The other side went away, which is what most of these tests are about.
            }
        }
    }

    // To its end: what is left unread when a connection is closed can take the answer along.
    private static boolean hasRequest(Socket socket) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
            line = lines.readLine();
        }
        return line != null;
    }

    private static FetchedJson fetch(String host, ServerSocket server, SSLContext trust) throws Exception {
        String origin = "https://" + host + ":" + server.getLocalPort();
        SSLSocketFactory tls = trust.getSocketFactory();
        JsonFetcher fetcher = new JsonFetcher(
                new OutboundSettings(Set.of(origin)),
                name -> List.of(InetAddress.getLoopbackAddress()),
                JsonFetcher.LIMIT,
                () -> tls);
        return fetcher.fetch(URI.create(origin + "/jwks.json"));
    }
}

package dev.latchkey.provider.overload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections to a real server, and a clock that the test moves. */
final class StalledConnectionsTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int LONG = 4_000_000;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final AtomicLong nanos = new AtomicLong();
    private final StalledConnections stalled = new StalledConnections(LONGEST, nanos::get);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    /** Says hello once the body is there; at /long so many times that the network does not keep it. */
    private static final class Hello extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Content.Source.asString(request);
            int times = request.getHttpURI().getPath().equals("/long") ? LONG : 1;
            Content.Sink.write(response, true, "hello".repeat(times), callback);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.addEventListener(stalled);
        server.addConnector(connector);
        server.setHandler(new Hello());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    @Attack(237)
    void closesAConnectionOnWhichARequestDripsIn() throws Exception {
        try (Socket socket = connect()) {
            long seen = 0;
            for (char letter : "GET / HTTP/1.1\r\nX".toCharArray()) {
                seen = drip(socket, letter, seen);
                stalled.look();
                pass(Duration.ofMillis(1_300));
            }
            stalled.look();

            assertClosed(socket);
        }
    }

    private void assertClosed(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII)).doesNotStartWith("HTTP/1.1 200");
        Awaitility.await("the server's side to be gone")
                .until(() -> connections().isEmpty());
    }

    @Test
    @Attack(237)
    void closesAConnectionOnWhichABodyDripsIn() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
            Awaitility.await("the head").until(() -> messagesIn() == 1);
            stalled.look();
            long seen = bytesIn();
            for (int i = 0; i < 17; i++) {
                seen = drip(socket, 'x', seen);
                stalled.look();
                pass(Duration.ofMillis(1_300));
            }
            stalled.look();

            assertClosed(socket);
        }
    }

    @Test
    @Attack(237)
    void closesAConnectionThatTakesAnAnswerInDrops() throws Exception {
        try (Socket socket = connect()) {
            write(socket, "GET /long HTTP/1.1\r\nHost: a\r\n\r\n");
            Awaitility.await("the answer to fill the network").until(this::isLeaving);
            for (int i = 0; i < 17; i++) {
                stalled.look();
                assertThat(socket.getInputStream().readNBytes(100)).hasSize(100);
                pass(Duration.ofMillis(1_300));
            }
            stalled.look();

            Awaitility.await("the server's side to be gone")
                    .until(() -> connections().isEmpty());
        }
    }

    @Test
    void keepsAConnectionThatRestsBetweenRequests() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 5; i++) {
                write(socket, REQUEST);
                assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
                awaitAnswersCounted(i + 1);
                stalled.look();
                pass(LONGEST.plusSeconds(1));
                stalled.look();
                pass(LONGEST.plusSeconds(1));
                stalled.look();
            }
            write(socket, REQUEST);
            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void keepsAConnectionWhoseRequestsEachTakeLessThanThat() throws Exception {
        try (Socket socket = connect()) {
            for (int i = 0; i < 5; i++) {
                drip(socket, 'G', bytesIn());
                stalled.look();
                pass(LONGEST.minusSeconds(1));
                stalled.look();
                write(socket, REQUEST.substring(1));
                assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
                awaitAnswersCounted(i + 1);
                stalled.look();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        Awaitility.await("the server's side").until(() -> !connections().isEmpty());
        return socket;
    }

    private long drip(Socket socket, char letter, long seen) throws IOException {
        write(socket, String.valueOf(letter));
        Awaitility.await("the letter").until(() -> bytesIn() > seen);
        return bytesIn();
    }

    private List<Connection> connections() {
        return connector.getConnectedEndPoints().stream()
                .map(endPoint -> endPoint.getConnection())
                .toList();
    }

    private long messagesIn() {
        return connections().stream().mapToLong(Connection::getMessagesIn).sum();
    }

    private boolean isLeaving() {
        return connector.getConnectedEndPoints().stream()
                .anyMatch(endPoint -> endPoint instanceof AbstractEndPoint writing
                        && writing.getWriteFlusher().isPending());
    }

    private long bytesIn() {
        return connections().stream().mapToLong(Connection::getBytesIn).sum();
    }

    // The answer is there before the server counts it.
    private void awaitAnswersCounted(long count) {
        Awaitility.await("the count")
                .until(() -> connections().stream()
                                .mapToLong(Connection::getMessagesOut)
                                .sum()
                        == count);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nhello")) {
            int read = socket.getInputStream().read();
            assertThat(read).as(answer.toString()).isNotEqualTo(-1);
            answer.append((char) read);
        }
        return answer.toString();
    }
}

package dev.latchkey.provider.overload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
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

/** Answers of 8 MB, more than the network keeps, to those who do not take them. */
final class LeavingAnswersTest {
    private static final long MEMORY = 64_000_000;
    private static final int PARTS = 128;
    private static final byte[] PART = "0123456789abcdef".repeat(4_096).getBytes(US_ASCII);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final AtomicLong free = new AtomicLong(MEMORY);
    private final Semaphore written = new Semaphore(0);
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    /** Writes as a servlet does: it waits until each part is taken from it. */
    private final class Lengthy extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            response.getHeaders().put("Content-Length", (long) PARTS * PART.length);
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                for (int i = 0; i < PARTS; i++) {
                    out.write(PART);
                }
            } finally {
                written.release();
            }
            callback.succeeded();
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        LeavingAnswers answers = new LeavingAnswers(free);
        answers.setHandler(new Lengthy());
        server.setHandler(answers);
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    @Attack(237)
    void holdsNoThreadForAnAnswerThatNobodyTakes() throws Exception {
        try (Socket slow = send(REQUEST)) {
            written.acquire();
            assertThat(free.get()).isLessThan(MEMORY);

            slow.getOutputStream().write(LAST.getBytes(US_ASCII));
            String both = new String(slow.getInputStream().readAllBytes(), US_ASCII);
            assertThat(both.split("HTTP/1.1 200 OK", -1)).hasSize(3);
            assertThat(body(both)).isEqualTo(new String(PART, US_ASCII).repeat(PARTS));
            awaitAllFree();
        }
    }

    @Test
    void keepsNothingOfAnAnswerWhoseConnectionBreaksOff() throws Exception {
        try (Socket slow = send(REQUEST)) {
            written.acquire();
            slow.setSoLinger(true, 0);
        }

        awaitAllFree();
    }

    @Test
    void writesAsItIsTakenWhereThereIsNoMemoryLeft() throws Exception {
        free.set(PART.length / 2);

        try (Socket slow = send(LAST)) {
            String answer = new String(slow.getInputStream().readAllBytes(), US_ASCII);
            assertThat(body(answer)).isEqualTo(new String(PART, US_ASCII).repeat(PARTS));
        }
        Awaitility.await("the memory").until(() -> free.get() == PART.length / 2);
    }

    @Test
    void freesTheThreadOfAnAnswerWithoutMemoryWhenItsConnectionBreaksOff() throws Exception {
        free.set(0);

        try (Socket slow = send(REQUEST)) {
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            assertThat(written.tryAcquire()).isFalse();
            slow.setSoLinger(true, 0);
        }
        written.acquire();
        Awaitility.await("the memory").until(() -> free.get() == 0);
    }

    // The first answer's, up to the second's head.
    private static String body(String answers) {
        int begin = answers.indexOf("\r\n\r\n") + 4;
        return answers.substring(begin, begin + PARTS * PART.length);
    }

    private void awaitAllFree() {
        Awaitility.await("the memory").until(() -> free.get() == MEMORY);
    }

    private Socket send(String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(2_048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        return socket;
    }
}

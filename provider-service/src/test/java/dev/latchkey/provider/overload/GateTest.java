package dev.latchkey.provider.overload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Meter;
import dev.latchkey.testing.Attack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** A gate of two places before a server that answers when the test lets it; with its reception before it and without. */
@ParameterizedClass(name = "reception {0}")
@ValueSource(booleans = {false, true})
final class GateTest {

    private static final long MEMORY = 100_000;
    private static final int CALLERS = 8;
    private static final int CALLS = 50;

    private final Meter refusals = new Meter();
    private final AtomicLong free = new AtomicLong(MEMORY);
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private final Server server = new Server(new QueuedThreadPool(16));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final boolean withReception;

    GateTest(boolean withReception) {
        this.withReception = withReception;
    }

    /** Answers with the body of the request; at /slow only once it may. */
    private final class Echo extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getHttpURI().getPath().equals("/slow")) {
                begun.countDown();
                mayEnd.await();
            }
            String body = Content.Source.asString(request);
            Content.Sink.write(
                    response, true, "got " + body.length() + " " + Integer.toHexString(body.hashCode()), callback);
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        Refusal busy = new Refusal(Map.of("Content-Type", "text/plain", "Cache-Control", "no-store"), "busy");
        Gate gate = new Gate(2, GateTest::isGuarded, new Refusals(request -> busy, refusals));
        gate.setHandler(new Echo());
        ArrivedBodies bodies = new ArrivedBodies(GateTest::isGuarded, 1_000, free);
        bodies.setHandler(gate);
        server.setHandler(bodies);
        if (withReception) {
            server.insertHandler(gate.reception());
        }
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        mayEnd.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @Test
    @Attack(250)
    void answers503AtOnceToThoseForWhomThereIsNoPlaceAndServesAgainWhenThereIs() throws Exception {
        Socket first = send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        Socket second = send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        begun.await();

        Socket third = send("POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
        String refusal = head(third);
        assertThat(refusal)
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nRetry-After: 2\r\n")
                .containsIgnoringCase("\r\nContent-Type: text/plain\r\n")
                .containsIgnoringCase("\r\nCache-Control: no-store\r\n")
                .doesNotContainIgnoringCase("\r\nConnection: close\r\n");
        assertThat(refusals.getCount()).isOne();
        assertThat(head(send("GET /common HTTP/1.1\r\nHost: a\r\n\r\n"))).startsWith("HTTP/1.1 200 ");

        mayEnd.countDown();
        assertThat(head(first)).startsWith("HTTP/1.1 200 ");
        assertThat(head(second)).startsWith("HTTP/1.1 200 ");
        // A place is free again a moment after the answer.
        Awaitility.await("a place")
                .until(() ->
                        head(send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 200 "));
    }

    @Test
    @Attack(250)
    void answersRightlyHoweverManyComeAndServesEverybodyAfterwards() throws Exception {
        Callable<Map<Boolean, Long>> caller = () -> IntStream.range(0, CALLS)
                .mapToObj(i -> answer("abc" + i))
                .collect(Collectors.partitioningBy(GateTest::isServed, Collectors.counting()));
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        long served = 0;
        for (Future<Map<Boolean, Long>> answers : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
            served += answers.get().get(true);
        }
        callers.shutdown();

        assertThat(served).isPositive();
        assertThat(refusals.getCount()).isEqualTo((long) CALLERS * CALLS - served);
        // A place is free again a moment after the answer.
        for (int i = 0; i < CALLS; i++) {
            Awaitility.await("a place").until(() -> isServed(answer("abc")));
        }
    }

    /** What one request is answered that waits for its answer: its own echo, or that there is no place. */
    private String answer(String body) {
        String request = "POST /quick HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            write(socket, request);
            String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            String echo = "got " + body.length() + " " + Integer.toHexString(body.hashCode());
            assertThat(
                            answer.startsWith("HTTP/1.1 200 ")
                                    ? answer.endsWith(echo)
                                    : answer.startsWith("HTTP/1.1 503 ") && answer.contains("Retry-After: "))
                    .as(answer)
                    .isTrue();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isServed(String answer) {
        return answer.startsWith("HTTP/1.1 200 ");
    }

    @Test
    @Attack(237)
    void holdsNoPlaceForABodyThatIsStillToCome() throws Exception {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            slow.add(send("POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na"));
            long kept = 512L * slow.size();
            // Until it is, it is in hand.
            Awaitility.await("what arrived").until(() -> free.get() == MEMORY - kept);
        }

        Awaitility.await("a place").until(() -> isServed(answer("abc")));

        write(slow.get(0), "b");
        assertThat(head(slow.get(0))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void saysThatTheConnectionEndsWhereTheRestOfABodyIsNotAwaited() throws Exception {
        send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
        begun.await();

        String half = "x".repeat(2_000);
        assertThat(head(send("POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n" + half)))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("\r\nConnection: close\r\n");
    }

    @Test
    void keepsNoMemoryForABodyWhoseConnectionBreaksOff() throws Exception {
        Socket halfway = send("POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
        Socket cut = send("POST /quick HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na");
        Awaitility.await("both").until(() -> free.get() == MEMORY - 2 * 512);

        halfway.close();
        Awaitility.await("what the first held").until(() -> free.get() == MEMORY - 512);
        connector.getConnectedEndPoints().forEach(EndPoint::close);
        Awaitility.await("what the other held").until(() -> free.get() == MEMORY);
        assertThat(cut.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void passesOnEveryByteOfBodiesOfEachSize() throws Exception {
        for (int size : new int[] {0, 1, 511, 512, 513, 999, 1_000, 1_001, 5_000, 2_000_000}) {
            String body = "x".repeat(size);
            Socket socket = send("POST /quick HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + size
                    + "\r\n\r\n" + body.substring(0, size / 2));
            write(socket, body.substring(size / 2));

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .endsWith("got " + size + " " + Integer.toHexString(body.hashCode()));
        }
    }

    private static boolean isGuarded(Request request) {
        return !request.getHttpURI().getPath().equals("/common");
    }

    private Socket send(String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        sockets.add(socket);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String head(Socket socket) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
        StringBuilder head = new StringBuilder();
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
            head.append(line).append("\r\n");
            line = reader.readLine();
        }
        return head.toString();
    }
}

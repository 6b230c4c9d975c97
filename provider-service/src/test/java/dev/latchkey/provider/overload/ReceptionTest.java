package dev.latchkey.provider.overload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Meter;
import dev.latchkey.testing.Attack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server all of whose threads are busy: one takes connections, one reads, and the others are held by the test. */
final class ReceptionTest {
    private static final int WORKERS = 2;
    private static final int PATIENCE_MILLIS = 20_000;

    private final CountDownLatch held = new CountDownLatch(WORKERS);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<Socket> sockets = new ArrayList<>();
    private final QueuedThreadPool pool =
            new QueuedThreadPool(WORKERS + 2, WORKERS + 2, 60_000, new ArrayBlockingQueue<>(1));
    private final Server server = new Server(pool);
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    /** At /held it waits for the test, /broken fails, /nothing is not answered. */
    private final class Pages extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = request.getHttpURI().getPath();
            if (path.equals("/held")) {
                held.countDown();
                mayEnd.await();
            }
            if (path.equals("/broken")) {
                throw new IOException("broken");
            }
            return !path.equals("/nothing") && new Hello().handle(request, response, callback);
        }
    }

    private void start(int places) throws Exception {
        Refusals refusals = new Refusals(request -> new Refusal(Map.of(), "busy"), new Meter());
        Gate gate = new Gate(places, request -> !request.getHttpURI().getPath().equals("/keys"), refusals);
        gate.setHandler(new Pages());
        server.setHandler(gate);
        server.insertHandler(gate.reception());
        pool.setReservedThreads(0);
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
    void turnsAwayWithoutAnyThreadToWorkOnIt() throws Exception {
        start(WORKERS);
        Socket other = open();
        Socket keys = open();
        Socket first = held();
        Socket second = held();
        held.await();

        assertThat(ask(other, "/quick"))
                .startsWith("HTTP/1.1 503 ")
                .contains("Retry-After: 2")
                .endsWith("busy");

        send(keys, "/keys");
        mayEnd.countDown();
        assertThat(answer(first)).startsWith("HTTP/1.1 200 ");
        assertThat(answer(second)).startsWith("HTTP/1.1 200 ");
        assertThat(answer(keys)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void answersWhatNobodyHandlesAndWhatFails() throws Exception {
        start(WORKERS);

        for (int i = 0; i <= WORKERS; i++) {
            assertThat(ask(open(), "/nothing")).startsWith("HTTP/1.1 404 ");
            assertThat(ask(open(), "/broken")).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    @Attack(250)
    void turnsAwayWhomTheServerItselfHasNoRoomFor() throws Exception {
        start(100);
        Socket waiting = open();
        Socket other = open();
        Socket keys = open();
        Socket first = held();
        Socket second = held();
        held.await();
        send(waiting, "/quick");
        Awaitility.await("the one that waits").until(() -> pool.getQueueSize() == 1);

        assertThat(ask(other, "/quick")).startsWith("HTTP/1.1 503 ");
        assertThat(ask(keys, "/keys")).startsWith("HTTP/1.1 503 ");

        mayEnd.countDown();
        assertThat(answer(waiting)).startsWith("HTTP/1.1 200 ");
        assertThat(answer(first)).startsWith("HTTP/1.1 200 ");
        assertThat(answer(second)).startsWith("HTTP/1.1 200 ");
    }

    /** A connection that the server has taken, which needs a thread too. */
    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        sockets.add(socket);
        socket.setSoTimeout(PATIENCE_MILLIS);
        write(socket, "GET /keys HTTP/1.1\r\nHost: a\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("hello")) {
            answer.append((char) socket.getInputStream().read());
        }
        return socket;
    }

    private Socket held() throws IOException {
        Socket socket = open();
        send(socket, "/held");
        return socket;
    }

    private static String ask(Socket socket, String path) throws IOException {
        send(socket, path);
        return answer(socket);
    }

    private static void send(Socket socket, String path) throws IOException {
        write(socket, "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
}

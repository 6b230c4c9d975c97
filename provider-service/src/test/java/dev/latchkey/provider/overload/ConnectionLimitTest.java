package dev.latchkey.provider.overload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that takes eight connections. */
final class ConnectionLimitTest {
    private static final int MOST = 8;
    private static final int CROWD = 10;

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        connector.setIdleTimeout(600_000);
        new ConnectionLimit(MOST, List.of(connector)).apply();
        server.addConnector(connector);
        server.setHandler(new Hello());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    @Test
    @Attack(249)
    void takesNoMoreThanItsLimit() throws Exception {
        for (int i = 0; i < MOST; i++) {
            connect();
        }

        Awaitility.await("the limit").until(() -> !connector.isAccepting());
        // One may have been on its way in.
        connect();
        connect();
        assertThat(connector.getConnectedEndPoints()).hasSizeLessThanOrEqualTo(MOST + 1);
    }

    @Test
    void servesEverybodyOfACrowdInTheEndSinceThoseThatRestMakeRoom() throws Exception {
        for (int i = 0; i < CROWD; i++) {
            connect();
        }

        Socket last = connect();
        last.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        assertThat(new String(last.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void takesSomeAgainWhenSomeHaveGone() throws Exception {
        for (int i = 0; i < MOST; i++) {
            connect();
        }
        Awaitility.await("the limit").until(() -> !connector.isAccepting());

        sockets.get(0).close();
        sockets.get(1).close();

        Awaitility.await("room").until(connector::isAccepting);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        sockets.add(socket);
        return socket;
    }
}

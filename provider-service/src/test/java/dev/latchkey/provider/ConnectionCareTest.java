package dev.latchkey.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.overload.ConnectionLimit;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.junit.jupiter.api.Test;

/** What the application keeps of those who hold a connection open. */
@OnEachDatabase
final class ConnectionCareTest {
    private static final String KEYS =
            "HEAD /o/.well-known/jwks.json HTTP/1.1\r\nHost: a\r\nUser-Agent: remembered\r\n";

    private final RunningProvider provider;

    ConnectionCareTest(TestDatabase database) {
        provider = RunningProvider.on(database);
    }

    @Test
    @Attack(249)
    void remembersNoHeader() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
            for (int i = 0; i < 3; i++) {
                socket.getOutputStream().write((KEYS + "\r\n").getBytes(US_ASCII));
                assertThat(head(socket)).startsWith("HTTP/1.1 200 ");
                HttpParser parser = connection(socket.getLocalPort()).getParser();
                assertThat(parser.getHeaderCacheSize()).isZero();
                assertThat(parser.getFieldCache().get("User-Agent: remembered")).isNull();
            }
        }
    }

    @Test
    @Attack(249)
    void takesNoMoreConnectionsThanItHasMemoryForButLooksAfterItsHealthWithoutLimit() {
        assertThat(Arrays.stream(provider.connectors()))
                .allSatisfy(connector -> assertThat(connector.getBean(ConnectionLimit.class) == null)
                        .as(connector.getName())
                        .isEqualTo("admin".equals(connector.getName())));
    }

    @Test
    @Attack(250)
    void refusesWithoutAThreadWhomItCannotServe() {
        assertThat(Arrays.stream(provider.connectors()))
                .allSatisfy(connector ->
                        assertThat(connector.getServer().getInvocationType()).isEqualTo(InvocationType.NON_BLOCKING));
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int read = socket.getInputStream().read();
            assertThat(read).as(head.toString()).isNotEqualTo(-1);
            head.append((char) read);
        }
        return head.toString();
    }

    private HttpConnection connection(int clientPort) {
        return Arrays.stream(provider.connectors())
                .flatMap(connector -> connector.getConnectedEndPoints().stream())
                .filter(endPoint -> endPoint.getRemoteSocketAddress() instanceof InetSocketAddress address
                        && address.getPort() == clientPort)
                .map(EndPoint::getConnection)
                .map(HttpConnection.class::cast)
                .findFirst()
                .orElseThrow();
    }
}

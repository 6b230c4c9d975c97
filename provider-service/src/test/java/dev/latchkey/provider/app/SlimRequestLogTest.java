package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.provider.CapturedLog;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.request.logging.RequestLogFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

final class SlimRequestLogTest {
    private static final ObjectMapper JSON = Jackson.newObjectMapper();

    @Test
    void isTheTypeSlim() throws IOException {
        RequestLogFactory<?> factory = JSON.readValue("{\"type\": \"slim\"}", RequestLogFactory.class);

        assertThat(factory.isEnabled()).isTrue();
        assertThat(factory.build("requests")).isInstanceOf(SlimRequestLog.class);
    }

    @Test
    void writesOneLineOfWhatIsNoSecret() throws Exception {
        String line = lineOf(
                "GET /o/authorize%20more/?code=hidden HTTP/1.1", "Authorization: Bearer hidden", "Cookie: s=hidden");

        assertThat(line)
                .contains("127.0.0.1 \"GET /o/authorize%20more/ HTTP/1.1\" 204 0 ", " 0123456789abcdef")
                .doesNotContain("hidden");
    }

    @Test
    void cutsALongPath() throws Exception {
        String line = lineOf("GET /" + "a".repeat(2_000) + " HTTP/1.1");

        assertThat(line).contains("/" + "a".repeat(499) + " HTTP/1.1").doesNotContain("a".repeat(500));
    }

    private static String lineOf(String... head) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Silent());
        server.setRequestLog(new SlimRequestLog());
        server.start();
        CapturedLog log = CapturedLog.listening();
        try {
            send(
                    String.join("\r\n", head) + "\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                    connector.getLocalPort());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> log.everything().contains("HTTP/1.1\""));
            return log.everything();
        } finally {
            log.stop();
            server.stop();
        }
    }

    private static void send(String request, int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }

    private static final class Silent extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(204);
            response.getHeaders().put("X-Request-Id", "0123456789abcdef");
            callback.succeeded();
            return true;
        }
    }
}

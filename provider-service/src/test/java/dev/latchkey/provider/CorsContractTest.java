package dev.latchkey.provider;

import static dev.latchkey.provider.protocol.GrantType.CLIENT_CREDENTIALS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.Http.Answer;
import dev.latchkey.provider.Registrations.TestClient;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientPolicy;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** ACCEPTANCE D 64: which browser pages may call. */
@OnEachDatabase
final class CorsContractTest {
    private static final String ALLOWED = "access-control-allow-origin: ";

    private final RunningProvider provider;
    private final TestClient app;
    private final TestClient other;

    CorsContractTest(TestDatabase database) {
        provider = RunningProvider.on(database);
        app = withOrigin("https://cors-app.example");
        other = withOrigin("https://cors-other.example");
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() ->
                        preflight("/o/token/", "https://cors-other.example").contains(ALLOWED)
                                && post(other, "https://cors-other.example").contains(ALLOWED)
                                && post(app, "https://cors-app.example").contains(ALLOWED));
    }

    @Test
    @Contract(64)
    @Attack(242)
    void answersThePreflightOfARegisteredOrigin() {
        String answer = preflight("/o/token/", "https://cors-app.example");

        assertThat(answer)
                .startsWith("http/1.1 204")
                .contains(
                        ALLOWED + "https://cors-app.example\r\n", "vary: origin", "access-control-allow-methods: post")
                .doesNotContain("access-control-allow-credentials");
    }

    @Test
    @Contract(64)
    @Attack(242)
    void refusesOriginsThatOnlyLookRegistered() {
        for (String origin : List.of(
                "null",
                "http://cors-app.example",
                "https://cors-app.example.evil",
                "https://evil.cors-app.example",
                "https://cors-app.example:8443",
                "https://CORS-APP.example",
                "https://cors-app.example/",
                "*")) {
            assertThat(preflight("/o/token/", origin)).as(origin).doesNotContain(ALLOWED);
            assertThat(post(app, origin)).as(origin).doesNotContain(ALLOWED).contains("vary: origin");
        }
    }

    @Test
    @Contract(64)
    @Attack(242)
    void letsOnlyTheClientsOwnPagesReadTheAnswer() {
        assertThat(post(app, "https://cors-app.example"))
                .startsWith("http/1.1 200")
                .contains(ALLOWED + "https://cors-app.example\r\n");
        assertThat(post(app, "https://cors-other.example")).doesNotContain(ALLOWED);
        assertThat(post(new TestClient(app.id(), "wrong"), "https://cors-app.example"))
                .startsWith("http/1.1 401")
                .contains(ALLOWED + "https://cors-app.example\r\n");
    }

    @Test
    @Contract(64)
    @Attack(242)
    void keepsPagesToThemselvesAndMetadataOpen() {
        assertThat(preflight("/o/login/", "https://cors-app.example")).doesNotContain(ALLOWED);
        assertThat(preflight("/o/authorize/", "https://cors-app.example")).doesNotContain(ALLOWED);
        Answer metadata = provider.http().get("/o/.well-known/oauth-authorization-server");
        assertThat(metadata.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @Test
    @Contract(64)
    void forgetsTheOriginsOfADisabledClient() {
        TestClient gone = withOrigin("https://cors-gone.example");
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> preflight("/o/token/", "https://cors-gone.example").contains(ALLOWED));

        provider.registrations()
                .clients()
                .disable(new ClientId(gone.id()), provider.clock().instant());

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() ->
                        !preflight("/o/token/", "https://cors-gone.example").contains(ALLOWED));
    }

    private TestClient withOrigin(String origin) {
        return provider.registrations()
                .register(
                        ClientType.CONFIDENTIAL,
                        Registrations.permissions(ScopeSet.of("read"), ScopeSet.empty(), CLIENT_CREDENTIALS),
                        ClientTokens.of(TokenFormat.JWT),
                        new ClientPolicy(true, false, false, false, Set.of(origin)));
    }

    private String preflight(String path, String origin) {
        return head("OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAccess-Control-Request-Method: POST\r\n\r\n");
    }

    private String post(TestClient client, String origin) {
        return head("POST /o/token/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nOrigin: " + origin
                + "\r\nAuthorization: "
                + Http.basic(client.id(), client.secret()).get("Authorization")
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 29"
                + "\r\n\r\ngrant_type=client_credentials");
    }

    // The JDK's client sends no Origin header.
    private String head(String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), provider.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String head = answer.split("\r\n\r\n", 2)[0] + "\r\n";
            return head.toLowerCase(java.util.Locale.ROOT);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

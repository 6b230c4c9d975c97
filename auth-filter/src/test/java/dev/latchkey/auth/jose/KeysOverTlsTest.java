package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.LocalCertificate;
import dev.latchkey.auth.LocalIssuer;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.SettableClock;
import dev.latchkey.auth.introspection.ClientAuthentication;
import dev.latchkey.auth.introspection.IntrospectionAnswer;
import dev.latchkey.auth.introspection.IntrospectionClient;
import dev.latchkey.auth.introspection.IntrospectionEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and answers about tokens come from the host that their address names, proven by TLS, or not at all. */
class KeysOverTlsTest {
    private static final PresentedToken TOKEN = new PresentedToken("opaque-token-of-alice");

    @TempDir
    private Path directory;

    private final SSLContext usual = usual();
    private final SettableClock clock = new SettableClock();
    private final LocalIssuer plain = new LocalIssuer(clock);
    private final AtomicInteger answered = new AtomicInteger();
    private HttpsServer server;

    @BeforeEach
    void open() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stop() {
        SSLContext.setDefault(usual);
        server.stop(0);
        plain.close();
    }

    @Attack(283)
    @Test
    void believesTheHostThatTheCertificateNames() throws Exception {
        serve("localhost", true);

        assertThat(lookUp()).isInstanceOf(KeyLookup.Found.class);
        assertThat(introspect()).isInstanceOf(IntrospectionAnswer.Active.class);
        assertThat(answered.get()).isPositive();
    }

    @Attack(283)
    @Test
    void refusesACertificateOfAnotherHost() throws Exception {
        serve("other.example", true);

        assertNothingIsAskedOrBelieved();
    }

    @Attack(283)
    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        serve("localhost", false);

        assertNothingIsAskedOrBelieved();
    }

    @Attack(283)
    @Test
    void doesNotFollowToAPlainAddress() throws Exception {
        serve("localhost", true);
        AtomicInteger followed = new AtomicInteger();
        plain.serve("/elsewhere", exchange -> {
            followed.incrementAndGet();
            LocalIssuer.json(exchange, plain.jwks());
        });
        for (String path : new String[] {"/o/jwks", "/o/introspect"}) {
            server.removeContext(path);
            server.createContext(path, exchange -> {
                exchange.getResponseHeaders().add("Location", "http://localhost:" + plain.port() + "/elsewhere");
                LocalIssuer.status(307).handle(exchange);
            });
        }

        assertThat(lookUp()).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(introspect()).isInstanceOf(IntrospectionAnswer.Failed.class);
        assertThat(followed).hasValue(0);
        assertThat(plain.keyRequests()).isZero();
    }

    private void assertNothingIsAskedOrBelieved() {
        assertThat(lookUp()).isInstanceOf(KeyLookup.Unavailable.class);
        assertThat(introspect()).isInstanceOf(IntrospectionAnswer.Failed.class);
        assertThat(answered).hasValue(0);
    }

    // All that answers well, had TLS not been in the way.
    private void serve(String host, boolean isTrusted) throws Exception {
        LocalCertificate certificate = LocalCertificate.forHost(directory, host);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.served()));
        answer("/.well-known/oauth-authorization-server/o", LocalIssuer.metadata(issuer(), issuer() + "/jwks"));
        answer("/o/jwks", plain.jwks());
        answer("/o/introspect", "{\"active\":true}");
        server.start();
        shakeHands(certificate);
        SSLContext.setDefault(isTrusted ? certificate.trusted() : usual);
    }

    // The first time takes a while, and whoever asks for keys does not wait for long.
    private void shakeHands(LocalCertificate certificate) throws Exception {
        InetSocketAddress address = server.getAddress();
        try (SSLSocket socket = (SSLSocket)
                certificate.trusted().getSocketFactory().createSocket(address.getAddress(), address.getPort())) {
            socket.startHandshake();
        }
    }

    private void answer(String path, String body) {
        server.createContext(path, exchange -> {
            answered.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            LocalIssuer.json(exchange, body);
        });
    }

    private String issuer() {
        return "https://localhost:" + server.getAddress().getPort() + "/o";
    }

    private KeyLookup lookUp() {
        return new RemoteJwkSet(new IssuerUri(issuer()), clock).find(plain.key().keyId(), SigningAlgorithm.ES256);
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private IntrospectionAnswer introspect() {
        IntrospectionEndpoint endpoint = IntrospectionEndpoint.at(URI.create(issuer() + "/introspect"));
        return new IntrospectionClient(endpoint, ClientAuthentication.basic("api", "a secret"), 1, clock)
                .introspect(TOKEN);
    }
}

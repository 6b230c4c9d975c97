package dev.latchkey.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer on a loopback port: metadata where RFC 8414 puts it, a JWK set, tokens. */
public final class LocalIssuer implements AutoCloseable {
    /** The API its tokens are for. */
    public static final String AUDIENCE = "https://api.example";

    private final AtomicInteger keyRequests = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final InstantSource clock;
    private final HttpServer server;
    private volatile JwtSigner signer = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));
    private volatile HttpHandler metadata = exchange -> json(exchange, metadata(issuer(), issuer() + "/jwks"));
    private volatile HttpHandler keys = exchange -> json(exchange, jwks());

    /** Starts on a free port. */
    public LocalIssuer(InstantSource clock) {
        this(clock, 0);
    }

    /** Starts on this port. */
    public LocalIssuer(InstantSource clock, int port) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/.well-known/oauth-authorization-server/o", exchange -> metadata.handle(exchange));
        server.createContext("/o/jwks", exchange -> {
            keyRequests.incrementAndGet();
            keys.handle(exchange);
        });
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String issuer() {
        return "http://localhost:" + port() + "/o";
    }

    public int keyRequests() {
        return keyRequests.get();
    }

    public SigningKey key() {
        return signer.key();
    }

    /** Signs with this key from now on. */
    public void signWith(SigningKey key) {
        signer = new JwtSigner(key);
    }

    /** Answers for metadata like this from now on. */
    public void serveMetadata(HttpHandler handler) {
        metadata = handler;
    }

    /** Answers for keys like this from now on. */
    public void serveKeys(HttpHandler handler) {
        keys = handler;
    }

    /** Serves documents at one more path. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Claims of a good user's token with the scope read. */
    public Map<String, Object> claims() {
        long now = clock.instant().getEpochSecond();
        return new HashMap<>(Map.of(
                "iss",
                issuer(),
                "aud",
                AUDIENCE,
                "sub",
                "42",
                "client_id",
                "app",
                "username",
                "alice",
                "scope",
                "read",
                "iat",
                now,
                "exp",
                now + 600));
    }

    /** A token with these claims instead of or besides the good ones; "-" removes one. */
    public String token(Map<String, ?> changes) {
        Map<String, Object> claims = claims();
        claims.putAll(changes);
        claims.values().removeIf("-"::equals);
        return sign("at+jwt", claims);
    }

    /** A good token with this scope. */
    public String token(String scope) {
        return token(Map.of("scope", scope));
    }

    /** A JWT of this type. */
    public String sign(String type, Map<String, Object> claims) {
        return signer.sign(type, claims);
    }

    /** The JWK set as JSON. */
    public String jwks() {
        return "{\"keys\":[" + json(signer.key()) + "]}";
    }

    /** One public key as JSON. */
    public static String json(SigningKey key) {
        return key.toPublicJwk().entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":\"" + member.getValue() + "\"")
                .reduce((one, two) -> one + "," + two)
                .map(members -> "{" + members + "}")
                .orElseThrow();
    }

    /** A metadata document. */
    public static String metadata(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}";
    }

    /** Answers 200 with this body. */
    public static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Answers this status without a body. */
    public static HttpHandler status(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

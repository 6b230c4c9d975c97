package dev.latchkey.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;

/** A status list of a local issuer, of 64 entries; lies on demand. */
public final class LocalStatusList {
    private static final int BYTES = 8;

    private final LocalIssuer issuer;
    private final InstantSource clock;
    private final String path;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger notModified = new AtomicInteger();
    private final byte[] bits = new byte[BYTES];
    private volatile HttpHandler handler = this::answer;

    /** Serves a list of its own, all of whose tokens are valid. */
    public LocalStatusList(LocalIssuer issuer, String path, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
        this.path = path;
        issuer.serve(path, exchange -> {
            requests.incrementAndGet();
            handler.handle(exchange);
        });
    }

    public String uri() {
        return "http://localhost:" + issuer.port() + path;
    }

    /** The claim of a token in this list. */
    public Map<String, Object> claim(int index) {
        return Map.of("status", Map.of("status_list", Map.of("idx", index, "uri", uri())));
    }

    public void revoke(int index) {
        bits[index / 8] |= (byte) (1 << index % 8);
    }

    /** Lies: nothing was ever revoked. */
    public void clear() {
        Arrays.fill(bits, (byte) 0);
    }

    public int requests() {
        return requests.get();
    }

    public int notModified() {
        return notModified.get();
    }

    /** Answers like this from now on. */
    public void serve(HttpHandler answer) {
        handler = answer;
    }

    /** Answers with this list token from now on. */
    public void serve(String jwt) {
        handler = exchange -> LocalIssuer.json(exchange, jwt);
    }

    /** Answers as it should from now on. */
    public void heal() {
        handler = this::answer;
    }

    /** Good claims with these instead or besides; "-" removes one. */
    public Map<String, Object> claims(Map<String, ?> changes) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = new HashMap<>(
                Map.of("sub", uri(), "iat", now, "exp", now + 3600, "ttl", 5, "status_list", list(1, packed(bits))));
        claims.putAll(changes);
        claims.values().removeIf("-"::equals);
        return claims;
    }

    /** A list token with these claims instead of or besides the good ones. */
    public String token(Map<String, ?> changes) {
        return issuer.sign("statuslist+jwt", claims(changes));
    }

    /** The member {@code status_list}. */
    public static Map<String, Object> list(int width, String lst) {
        return Map.of("bits", width, "lst", lst);
    }

    /** Statuses as {@code lst} has them. */
    public static String packed(byte[] statuses) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(deflated(statuses));
    }

    /** Zlib data. */
    public static byte[] deflated(byte[] statuses) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(statuses);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String etag = "W/\"" + packed(bits) + "\"";
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            notModified.incrementAndGet();
            LocalIssuer.status(304).handle(exchange);
            return;
        }
        byte[] body = token(Map.of()).getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Content-Type", "application/statuslist+jwt");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

package dev.latchkey.auth.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.latchkey.auth.jose.JwtSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DeflaterOutputStream;

/** The status list of a test issuer (draft-ietf-oauth-status-list): one bit per revocable token; thread-safe. */
final class TestStatusList {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADVICE =
            "Not a token in this issuer's status list: give one as token().revocable().sign() returns it.";
    private static final int ENTRIES = 1 << 16;
    private static final int SEGMENTS = 3;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final String uri;
    private final JwtSigner signer;
    private final InstantSource clock;
    private final AtomicInteger entries = new AtomicInteger();
    private final BitSet revoked = new BitSet(ENTRIES);
    private volatile boolean reachable = true;

    TestStatusList(String uri, JwtSigner signer, InstantSource clock) {
        this.uri = uri;
        this.signer = signer;
        this.clock = clock;
    }

    /** The claim {@code status} of a new token. */
    Map<String, Object> newEntry() {
        int entry = entries.getAndIncrement();
        if (entry >= ENTRIES) {
            throw new IllegalStateException("A test issuer has " + ENTRIES + " revocable tokens: make another one.");
        }
        return Map.of("status_list", Map.of("idx", entry, "uri", uri));
    }

    synchronized void revoke(String token) {
        JsonNode entry = claims(token).at("/status/status_list");
        if (!uri.equals(entry.path("uri").asText())) {
            throw new IllegalArgumentException(ADVICE);
        }
        revoked.set(entry.path("idx").asInt());
    }

    void reachable(boolean answers) {
        reachable = answers;
    }

    void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!reachable) {
                exchange.sendResponseHeaders(UNAVAILABLE, -1);
                return;
            }
            byte[] body = token().getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/statuslist+jwt");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String token() throws IOException {
        Map<String, Object> list = Map.of("bits", 1, "lst", packed());
        return signer.sign(
                "statuslist+jwt",
                Map.of("sub", uri, "iat", clock.instant().getEpochSecond(), "ttl", 3, "status_list", list));
    }

    private String packed() throws IOException {
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(zlib)) {
            deflater.write(bits());
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(zlib.toByteArray());
    }

    private synchronized byte[] bits() {
        byte[] bits = new byte[ENTRIES / Byte.SIZE];
        byte[] used = revoked.toByteArray();
        System.arraycopy(used, 0, bits, 0, used.length);
        return bits;
    }

    private static JsonNode claims(String token) {
        String[] segments = token.split("\\.", SEGMENTS);
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(segments.length == SEGMENTS ? segments[1] : ""));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(ADVICE, e);
        }
    }
}

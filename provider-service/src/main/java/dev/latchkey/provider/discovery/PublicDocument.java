package dev.latchkey.provider.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A document that anybody may keep for five minutes and ask for again by its tag (RFC 9110 §8.8.3).
 *
 * @param json the document
 * @param tag made of its content, so that all nodes give the same one
 */
record PublicDocument(String json, EntityTag tag) {
    // In one order: maps that the JDK shuffles would give each node a tag of its own.
    private static final ObjectWriter JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writer();
    private static final int TAG_BYTES = 12;

    static PublicDocument of(Map<String, Object> members) {
        try {
            String json = JSON.writeValueAsString(members);
            return new PublicDocument(json, new EntityTag(digest(json), true));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Maps of texts and lists can always be written", e);
        }
    }

    private static String digest(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** 200 with the document; 304 to who has it already. */
    Response answer(Request request) {
        return Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> Response.ok(json))
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header(HttpHeaders.VARY, "Origin")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

package dev.latchkey.auth.jose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** A JWS in compact form (RFC 7515 section 3.1), taken apart but not yet believed. */
final class CompactJwt {
    private static final int SEGMENTS = 3;

    private final Map<String, Object> header;
    private final String token;
    private final String[] segments;

    private CompactJwt(Map<String, Object> header, String token, String[] segments) {
        this.header = header;
        this.token = token;
        this.segments = segments;
    }

    static CompactJwt parse(String token, int maxLength) throws MalformedJwtException {
        if (token.length() > maxLength) {
            throw new MalformedJwtException("longer than " + maxLength + " characters");
        }
        String[] segments = token.split("\\.", SEGMENTS + 1);
        if (segments.length != SEGMENTS) {
            throw new MalformedJwtException("not three segments");
        }
        return new CompactJwt(object(segments[0]), token, segments);
    }

    Map<String, Object> header() {
        return header;
    }

    // No extension is understood, so any that must be understood is refused (RFC 7515 section 4.1.11).
    void requireNoExtensions() throws MalformedJwtException {
        if (header.containsKey("crit") || header.containsKey("b64")) {
            throw new MalformedJwtException("crit or b64 in the header");
        }
    }

    Map<String, Object> claims() throws MalformedJwtException {
        return object(segments[1]);
    }

    byte[] signingInput() {
        return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    /** The signature segment, known to be canonical base64url. */
    String signature() throws MalformedJwtException {
        decoded(segments[2]);
        return segments[2];
    }

    private static Map<String, Object> object(String segment) throws MalformedJwtException {
        byte[] json = decoded(segment);
        // A byte order mark or another encoding would be read as well; a JWT is UTF-8 (RFC 7519 section 3).
        if (json[0] != '{' || (json.length > 1 && json[1] == 0)) {
            throw new MalformedJwtException("a segment is not a JSON object in UTF-8");
        }
        try {
            return StrictJson.object(json);
        } catch (IOException e) {
            throw new MalformedJwtException("a segment is not one JSON object without duplicate members");
        }
    }

    // One token, one spelling: what is decoded must encode to the same text, or a revoked token could be respelled.
    private static byte[] decoded(String segment) throws MalformedJwtException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(segment);
            if (bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(segment)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedJwtException("a segment is not base64url");
        }
        throw new MalformedJwtException("a segment is not canonical base64url");
    }
}

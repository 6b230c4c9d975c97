package dev.latchkey.auth.jose;

/** What a token looks like before anything of it is believed: enough to choose who judges it, and nothing else. */
public sealed interface TokenShape {
    /**
     * A JWT in compact form.
     *
     * @param claimedIssuer its {@code iss}, which proves nothing yet; empty if it names none
     */
    record Jwt(String claimedIssuer) implements TokenShape {}

    /** Anything else: only its issuer knows what it means. */
    record Opaque() implements TokenShape {}

    /** Looks at a token; one that is too long to be a JWT counts as opaque. */
    static TokenShape of(String token) {
        try {
            CompactJwt jwt = CompactJwt.parse(token, JwtVerifier.DEFAULT_MAX_LENGTH);
            return jwt.header().containsKey("alg") ? new Jwt(issuer(jwt)) : new Opaque();
        } catch (MalformedJwtException e) {
            return new Opaque();
        }
    }

    private static String issuer(CompactJwt jwt) {
        try {
            return jwt.claims().get("iss") instanceof String issuer ? issuer : "";
        } catch (MalformedJwtException e) {
            return "";
        }
    }
}

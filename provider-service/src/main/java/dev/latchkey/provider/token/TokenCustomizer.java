package dev.latchkey.provider.token;

import java.util.Map;

/** Adds claims to the JWTs that are issued (RFC 9068 §2.2.2); called once for each of them. */
@FunctionalInterface
public interface TokenCustomizer {
    /**
     * The further claims: texts, numbers, truth values, and lists and maps of them. The provider's own claims cannot be
     * set; a token that should have one of them is not issued, and the log says which.
     */
    Map<String, Object> claims(TokenContext token);

    /** Adds nothing. */
    static TokenCustomizer none() {
        return token -> Map.of();
    }
}

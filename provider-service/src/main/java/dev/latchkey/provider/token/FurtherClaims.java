package dev.latchkey.provider.token;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** Puts the claims of a {@link TokenCustomizer} beside the provider's own, never in their place. */
final class FurtherClaims {
    private static final int MAX_LENGTH = 2_000;
    private static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "client_id",
            "scope",
            "username",
            "status",
            "cnf",
            "act",
            "may_act",
            "auth_time",
            "acr",
            "amr",
            "sid",
            "authorization_details");

    private final TokenCustomizer customizer;

    FurtherClaims(TokenCustomizer customizer) {
        this.customizer = customizer;
    }

    /** Adds them to {@code claims}; throws IllegalArgumentException with what to do when they cannot be. */
    void addTo(Map<String, Object> claims, TokenContext token) {
        Map<String, Object> further = customizer.claims(token);
        if (!Collections.disjoint(further.keySet(), RESERVED)) {
            throw new IllegalArgumentException("The TokenCustomizer sets one of the provider's own claims, which are "
                    + RESERVED.stream().sorted().toList() + ", among "
                    + further.keySet().stream().sorted().toList()
                    + ": choose another name, such as https://example.com/department.");
        }
        if (further.toString().length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The claims of the TokenCustomizer have more than " + MAX_LENGTH
                    + " characters: a token travels in a header of every request, let it say less.");
        }
        claims.putAll(further);
    }
}

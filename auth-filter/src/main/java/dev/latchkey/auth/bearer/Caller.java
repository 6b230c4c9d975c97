package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * Who sent a request.
 *
 * @param principal by a token or by another authentication
 * @param context says which roles the caller has
 * @param time when the request is judged
 */
record Caller(Principal principal, SecurityContext context, Instant time) {
    /** Names the caller in the log: by the token's fingerprint. */
    String name() {
        return context instanceof BearerSecurityContext bearer
                ? "token " + bearer.fingerprint()
                : "a caller by another authentication";
    }

    /** The token's principal; empty for another authentication. */
    Optional<TokenPrincipal> token() {
        return principal instanceof TokenPrincipal token ? Optional.of(token) : Optional.empty();
    }
}

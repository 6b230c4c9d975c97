package dev.latchkey.auth.validation;

import dev.latchkey.auth.ClaimNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recognises, by their claims, tokens of an issuer that are not access tokens: ID tokens (OpenID Connect Core section 2),
 * logout tokens, refresh tokens. For issuers whose {@code typ} header does not tell (RFC 8725 section 3.12).
 */
final class OtherTokens {
    // Keycloak says Bearer, and ID, Refresh, Offline or Logout for the others.
    private static final Set<String> ACCESS_TYPES = Set.of("bearer", "dpop", "at+jwt");
    // Amazon Cognito says access or id, Ory Hydra access_token or refresh_token.
    private static final Set<String> ACCESS_USES = Set.of("access", "access_token");
    private static final Set<String> NEVER_IN_ACCESS_TOKENS = Set.of("events", "at_hash", "c_hash", "s_hash");

    private final ClaimNames names;

    OtherTokens(ClaimNames names) {
        this.names = names;
    }

    /** Why these are not the claims of an access token; empty as far as can be told. */
    Optional<String> contradiction(Map<String, Object> claims) {
        if (namesAnotherKind(claims)) {
            return Optional.of("typ or token_use in the claims names another kind of token");
        }
        if (NEVER_IN_ACCESS_TOKENS.stream().anyMatch(claims::containsKey)) {
            return Optional.of("the claims are those of an ID token or a logout token");
        }
        if (claims.containsKey("nonce") && !claims.containsKey("typ")) {
            return Optional.of("nonce: the claims are those of an ID token");
        }
        return isForItsClientOnly(claims)
                ? Optional.of("aud is the client alone and there is no scope: this is an ID token")
                : Optional.empty();
    }

    /** Whether the claims themselves say that they are not an access token's. */
    static boolean namesAnotherKind(Map<String, Object> claims) {
        return !isOneOf(ACCESS_TYPES, claims.get("typ")) || !isOneOf(ACCESS_USES, claims.get("token_use"));
    }

    // The audience of an ID token is its client; an API that is a client too sees the difference by the scope.
    private boolean isForItsClientOnly(Map<String, Object> claims) {
        Object aud = claims.get("aud");
        Object only = aud instanceof List<?> list && list.size() == 1 ? list.get(0) : aud;
        return names.scopeOf(claims).isEmpty()
                && names.clientIdOf(claims)
                        .filter(client -> client.equals(only))
                        .isPresent();
    }

    private static boolean isOneOf(Set<String> kinds, @Nullable Object value) {
        return value == null || (value instanceof String text && kinds.contains(text.toLowerCase(Locale.ROOT)));
    }
}

package dev.latchkey.provider.token;

import dev.latchkey.auth.ScopeSet;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one answer (RFC 6749 §5.1).
 *
 * @param accessToken the access token
 * @param expiresIn seconds until it expires
 * @param scope what it allows
 * @param refreshToken the refresh token; null when there is none
 */
public record IssuedTokens(
        String accessToken,
        long expiresIn,
        ScopeSet scope,
        @Nullable String refreshToken) {
    @Override
    public String toString() {
        return "IssuedTokens[scope=" + scope + "]";
    }
}

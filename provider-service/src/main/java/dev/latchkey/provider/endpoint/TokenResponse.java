package dev.latchkey.provider.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.token.IssuedTokens;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the token endpoint (RFC 6749 §5.1).
 *
 * @param accessToken the access token
 * @param expiresIn seconds until it expires
 * @param tokenType {@code Bearer} (RFC 6750)
 * @param scope what it allows, words with one space between
 * @param refreshToken the refresh token, left out when there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenResponse(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("scope") String scope,
        @JsonProperty("refresh_token") @Nullable String refreshToken) {

    static TokenResponse of(IssuedTokens tokens) {
        return new TokenResponse(
                tokens.accessToken(),
                tokens.expiresIn(),
                "Bearer",
                tokens.scope().toString(),
                tokens.refreshToken());
    }

    @Override
    public String toString() {
        return "TokenResponse[scope=" + scope + "]";
    }
}

package dev.latchkey.benchmarks.app;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A token response that is always the same, about as long as one with a JWT.
 *
 * @param accessToken no token
 * @param tokenType as in a token response
 * @param expiresIn as in a token response
 * @param scope as in a token response
 */
record SampleAnswer(
        @JsonProperty("access_token") String accessToken,
        @JsonProperty("token_type") String tokenType,
        @JsonProperty("expires_in") long expiresIn,
        @JsonProperty("scope") String scope) {
    private static final int LENGTH_OF_A_JWT = 600;

    /** As JSON. */
    static byte[] json() {
        SampleAnswer answer = new SampleAnswer("x".repeat(LENGTH_OF_A_JWT), "Bearer", 3600, "read write groups");
        try {
            return new ObjectMapper().writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Jackson cannot write the sample answer.", e);
        }
    }
}

package dev.latchkey.sample.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The form with a token to judge.
 *
 * @param token null if it was not sent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VerifyRequest(@JsonProperty("token") @Nullable String token) {
    @Override
    public String toString() {
        return "VerifyRequest[]";
    }
}

package dev.latchkey.provider.clientauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/**
 * How clients authenticate by JWT (RFC 7523).
 *
 * @param acceptEndpointAudience whether an assertion may also be for the token endpoint's URL: for older clients, and weaker,
 *     since such an assertion may have been made for another provider that claims the same URL
 */
public record ClientAssertionSettings(
        @JsonProperty("acceptEndpointAudience") boolean acceptEndpointAudience) {
    /** The issuer alone. */
    public static ClientAssertionSettings defaults() {
        return new ClientAssertionSettings(false);
    }

    /** The accepted values of {@code aud}. */
    public Set<String> audiences(String issuer) {
        return acceptEndpointAudience ? Set.of(issuer, issuer + "/token/", issuer + "/token") : Set.of(issuer);
    }
}

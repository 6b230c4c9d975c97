package dev.latchkey.auth.validation;

import dev.latchkey.auth.ClaimNames;
import java.time.Duration;

/**
 * What this API demands of every token.
 *
 * @param issuer the {@code iss} a token must have, character by character
 * @param audience the identifier of this API that must be in {@code aud}
 * @param clockSkew how far the issuer's clock may be ahead of ours, 0 to 60 s: holds for {@code nbf} and {@code iat};
 *     {@code exp} is exact, so that no token outlives it
 * @param type how the issuer marks its access tokens
 * @param names how the issuer names its claims
 */
public record TokenExpectations(String issuer, String audience, Duration clockSkew, TokenType type, ClaimNames names) {
    /** The skew allowed where nothing else is said. */
    public static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(30);

    private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(60);

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if issuer or audience is blank or the skew is out of bounds
     */
    public TokenExpectations {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("Issuer and audience must be given: a token is good for one API only.");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_CLOCK_SKEW) > 0) {
            throw new IllegalArgumentException(
                    "The clock skew must be between 0 and 60 seconds: set the clocks right.");
        }
    }

    /**
     * The demands on the tokens of an issuer that follows RFC 9068.
     *
     * @throws IllegalArgumentException if issuer or audience is blank or the skew is out of bounds
     */
    public TokenExpectations(String issuer, String audience, Duration clockSkew) {
        this(issuer, audience, clockSkew, TokenType.AT_JWT, ClaimNames.STANDARD);
    }
}

package dev.latchkey.auth.validation;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.jose.TokenShape;
import java.util.Map;

/**
 * Lets each issuer's validator judge the issuer's tokens: a JWT goes where its {@code iss} points, character by
 * character, and that validator then demands the very same {@code iss} under a good signature.
 */
public final class RoutingTokenValidator implements TokenValidator {
    private final Map<String, TokenValidator> byIssuer;
    private final TokenValidator opaque;

    /**
     * Knows these issuers and no other.
     *
     * @param byIssuer the validators by the {@code iss} of their tokens
     * @param opaque judges what is not a JWT
     */
    public RoutingTokenValidator(Map<String, TokenValidator> byIssuer, TokenValidator opaque) {
        this.byIssuer = Map.copyOf(byIssuer);
        this.opaque = opaque;
    }

    /** Judges tokens that no issuer is known to take: refuses each. */
    public static TokenValidator refusing(String logReason) {
        return token -> new Rejected(TokenFault.INVALID, logReason);
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        return validatorOf(token).validate(token);
    }

    private TokenValidator validatorOf(PresentedToken token) {
        return TokenShape.of(token.value()) instanceof TokenShape.Jwt jwt
                ? byIssuer.getOrDefault(jwt.claimedIssuer(), refusing("iss is not one of the configured issuers"))
                : opaque;
    }
}

package dev.latchkey.auth.validation;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.jose.TokenShape;
import java.util.Comparator;
import java.util.Map;

/**
 * Lets each issuer's validator judge the issuer's tokens: a JWT goes where its {@code iss} points, character by
 * character, and that validator then demands the very same {@code iss}. Anything else goes by its first characters.
 */
public final class RoutingTokenValidator implements TokenValidator {
    private final Map<String, TokenValidator> byIssuer;
    private final Map<String, TokenValidator> byPrefix;

    /**
     * Knows these issuers and no other.
     *
     * @param byIssuer the validators by the {@code iss} of their tokens
     * @param byPrefix the validators of tokens that are not JWTs by what these begin with; an empty prefix takes all that
     *     no other takes
     */
    public RoutingTokenValidator(Map<String, TokenValidator> byIssuer, Map<String, TokenValidator> byPrefix) {
        this.byIssuer = Map.copyOf(byIssuer);
        this.byPrefix = Map.copyOf(byPrefix);
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        return validatorOf(token).validate(token);
    }

    private TokenValidator validatorOf(PresentedToken token) {
        return TokenShape.of(token.value()) instanceof TokenShape.Jwt jwt
                ? byIssuer.getOrDefault(jwt.claimedIssuer(), refusing("iss is not one of the configured issuers"))
                : validatorOf(token.value());
    }

    private TokenValidator validatorOf(String opaque) {
        return byPrefix.entrySet().stream()
                .filter(issuer -> opaque.startsWith(issuer.getKey()))
                .max(Comparator.comparingInt(issuer -> issuer.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseGet(() -> refusing("not a JWT"));
    }

    private static TokenValidator refusing(String logReason) {
        return token -> new Rejected(TokenFault.INVALID, logReason);
    }
}

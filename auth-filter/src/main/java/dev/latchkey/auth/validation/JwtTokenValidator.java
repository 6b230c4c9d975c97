package dev.latchkey.auth.validation;

import dev.latchkey.auth.ClaimNames;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.jose.JwkSource;
import dev.latchkey.auth.jose.JwtVerification;
import dev.latchkey.auth.jose.JwtVerifier;
import dev.latchkey.auth.jose.SigningAlgorithm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Judges JWT access tokens (RFC 9068 section 4): form, {@code typ}, signature, then the claims. Whether the sender has the
 * key a token is bound to ({@code cnf}) is judged around it, where nothing is remembered.
 */
public final class JwtTokenValidator implements TokenValidator {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final JwtVerifier verifier;
    private final ClaimChecks checks;
    private final ClaimNames names;

    /**
     * Accepts the tokens of one issuer for one API.
     *
     * @param keys the issuer's keys
     * @param algorithms the signature algorithms that are allowed
     */
    public JwtTokenValidator(
            JwkSource keys, Collection<SigningAlgorithm> algorithms, TokenExpectations expected, InstantSource clock) {
        this.verifier = new JwtVerifier(keys, algorithms, expected.type().headers());
        this.names = expected.names();
        this.checks = new ClaimChecks(expected, clock);
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        JwtVerification verification = verifier.verify(token.value());
        if (verification instanceof JwtVerification.Verified verified) {
            return judge(verified.claims());
        }
        if (verification instanceof JwtVerification.Refused refused) {
            return new Rejected(TokenFault.INVALID, refused.logReason());
        }
        return new Unavailable(RETRY_AFTER, "the issuer's keys are out of reach");
    }

    private TokenValidation judge(Map<String, Object> claims) {
        Optional<Rejected> refusal = checks.refusal(claims);
        return refusal.isPresent() ? refusal.get() : principal(claims);
    }

    private TokenValidation principal(Map<String, Object> claims) {
        try {
            return new Valid(TokenPrincipal.fromClaims(claims, names));
        } catch (IllegalArgumentException e) {
            return new Rejected(TokenFault.INVALID, "scope is not a list of scope tokens");
        }
    }
}

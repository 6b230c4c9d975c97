package dev.latchkey.auth.validation;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.introspection.IntrospectionAnswer;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Active;
import dev.latchkey.auth.introspection.IntrospectionAnswer.Failed;
import dev.latchkey.auth.introspection.IntrospectionClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges tokens by what their issuer says (RFC 7662): a token must be active, and the answer must pass the checks that a
 * JWT's claims must pass. {@code iss} and {@code sub} may be missing from it: they are then the issuer that was asked and
 * the client.
 */
public final class IntrospectionTokenValidator implements TokenValidator {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int MIN_LENGTH = 16;
    private static final int MAX_LENGTH = 16_384;
    private static final Set<String> ACCESS_TYPES = Set.of("bearer", "access_token");

    private final IntrospectionClient issuer;
    private final TokenExpectations expected;
    private final ClaimChecks checks;

    /** Accepts what one issuer calls active, for one API. */
    public IntrospectionTokenValidator(IntrospectionClient issuer, TokenExpectations expected, InstantSource clock) {
        this.issuer = issuer;
        this.expected = expected;
        this.checks = new ClaimChecks(expected, clock);
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        if (!isPlausible(token.value())) {
            return new Rejected(TokenFault.INVALID, "not 16 to 16384 characters of a token");
        }
        IntrospectionAnswer answer = issuer.introspect(token);
        if (answer instanceof Active active) {
            return judge(completed(active.claims()));
        }
        return answer instanceof Failed failed
                ? new Unavailable(RETRY_AFTER, failed.logReason())
                : new Rejected(TokenFault.INVALID, "the issuer says that the token is not active");
    }

    private TokenValidation judge(Map<String, Object> claims) {
        if (!isAccessToken(claims)) {
            return new Rejected(TokenFault.INVALID, "the issuer says that it is another kind of token");
        }
        Optional<Rejected> refusal = checks.refusal(claims);
        return refusal.isPresent() ? refusal.get() : principal(claims);
    }

    private TokenValidation principal(Map<String, Object> claims) {
        try {
            return new Valid(TokenPrincipal.fromClaims(claims, expected.names()));
        } catch (IllegalArgumentException e) {
            return new Rejected(TokenFault.INVALID, "scope is not a list of scope tokens");
        }
    }

    private Map<String, Object> completed(Map<String, Object> answer) {
        Map<String, Object> claims = new HashMap<>(answer);
        claims.values().removeIf(value -> value == null);
        claims.remove("active");
        claims.putIfAbsent("iss", expected.issuer());
        expected.names().clientIdOf(claims).ifPresent(client -> claims.putIfAbsent("sub", client));
        return claims;
    }

    // token_type is how the token is used (RFC 6749 section 7.1); one bound to a key says DPoP and has cnf.
    private static boolean isAccessToken(Map<String, Object> claims) {
        String type = lowerCase(claims.getOrDefault("token_type", "bearer"));
        boolean usable = ACCESS_TYPES.contains(type) || ("dpop".equals(type) && claims.containsKey("cnf"));
        return usable && !OtherTokens.namesAnotherKind(claims);
    }

    private static String lowerCase(@Nullable Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    // The alphabet of RFC 6750 section 2.1. Whatever is shorter than 16 characters could be guessed, so nobody issues
    // it.
    private static boolean isPlausible(String token) {
        return token.length() >= MIN_LENGTH
                && token.length() <= MAX_LENGTH
                && token.chars().allMatch(IntrospectionTokenValidator::isTokenCharacter);
    }

    private static boolean isTokenCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~+/=".indexOf(c) >= 0;
    }
}

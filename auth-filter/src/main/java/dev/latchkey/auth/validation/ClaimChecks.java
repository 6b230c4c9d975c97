package dev.latchkey.auth.validation;

import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.jose.NumericDate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checks every access token's claims must pass, in their order. */
final class ClaimChecks {
    private static final int MAX_TEXT = 1024;
    private static final int MAX_AUDIENCES = 100;

    private final TokenExpectations expected;
    private final InstantSource clock;
    private final OtherTokens others;
    private final List<Check> checks = List.of(
            this::issuer,
            this::expiry,
            this::notBefore,
            this::issuedAt,
            this::audience,
            this::subject,
            this::client,
            this::purpose);

    ClaimChecks(TokenExpectations expected, InstantSource clock) {
        this.expected = expected;
        this.clock = clock;
        this.others = new OtherTokens(expected.names());
    }

    /** The first refusal, or empty if all checks pass. */
    Optional<Rejected> refusal(Map<String, Object> claims) {
        Instant now = clock.instant();
        for (Check check : checks) {
            Optional<Rejected> refusal = check.refusal(claims, now);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private Optional<Rejected> issuer(Map<String, Object> claims, Instant now) {
        return refuseUnless(expected.issuer().equals(claims.get("iss")), "iss is not the configured issuer");
    }

    private Optional<Rejected> expiry(Map<String, Object> claims, Instant now) {
        Optional<Instant> expiry = NumericDate.read(claims.get("exp"));
        if (expiry.isEmpty()) {
            return refuseUnless(false, "exp is missing or not a time");
        }
        return now.isBefore(expiry.get())
                ? Optional.empty()
                : Optional.of(new Rejected(TokenFault.EXPIRED, "exp has passed"));
    }

    private Optional<Rejected> notBefore(Map<String, Object> claims, Instant now) {
        return refuseUnless(hasPassed(claims, "nbf", now), "nbf is in the future or not a time");
    }

    private Optional<Rejected> issuedAt(Map<String, Object> claims, Instant now) {
        return refuseUnless(hasPassed(claims, "iat", now), "iat is in the future or not a time");
    }

    private Optional<Rejected> audience(Map<String, Object> claims, Instant now) {
        return namesAudience(claims.get("aud"))
                ? Optional.empty()
                : Optional.of(new Rejected(TokenFault.WRONG_AUDIENCE, "aud does not name this API"));
    }

    private Optional<Rejected> subject(Map<String, Object> claims, Instant now) {
        return refuseUnless(isText(claims.get("sub")), "sub is missing or not a text of up to 1024 characters");
    }

    private Optional<Rejected> client(Map<String, Object> claims, Instant now) {
        return refuseUnless(
                isText(expected.names().clientIdOf(claims).orElse(null)), "client_id is missing or not a text");
    }

    // The header has said at+jwt where the issuer follows RFC 9068.
    private Optional<Rejected> purpose(Map<String, Object> claims, Instant now) {
        return expected.type() == TokenType.ANY
                ? others.contradiction(claims).map(reason -> new Rejected(TokenFault.INVALID, reason))
                : Optional.empty();
    }

    private boolean hasPassed(Map<String, Object> claims, String claim, Instant now) {
        return !claims.containsKey(claim)
                || NumericDate.read(claims.get(claim))
                        .filter(time -> !time.isAfter(now.plus(expected.clockSkew())))
                        .isPresent();
    }

    // RFC 7519 section 4.1.3: one string or a list of strings; a list with anything else in it is not believed at all.
    private boolean namesAudience(@Nullable Object aud) {
        if (aud instanceof List<?> list) {
            boolean wellFormed = list.size() <= MAX_AUDIENCES && list.stream().allMatch(String.class::isInstance);
            return wellFormed && list.contains(expected.audience());
        }
        return expected.audience().equals(aud);
    }

    private static boolean isText(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT;
    }

    private static Optional<Rejected> refuseUnless(boolean good, String logReason) {
        return good ? Optional.empty() : Optional.of(new Rejected(TokenFault.INVALID, logReason));
    }

    @FunctionalInterface
    private interface Check {
        Optional<Rejected> refusal(Map<String, Object> claims, Instant now);
    }
}

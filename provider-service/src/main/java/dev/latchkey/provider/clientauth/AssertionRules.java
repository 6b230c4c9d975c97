package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a client's assertion must say (RFC 7523 §3, RFC 10070): from and about the client, for this issuer
 * alone, good for minutes, used once. The signature is checked before.
 */
public final class AssertionRules {
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(5);
    // The clocks of clients differ from ours, but seldom by more.
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MAX_JTI = 200;
    private static final long MAX_SECONDS = 253_402_300_799L;

    /** From an assertion's first use to the last moment at which it could be used again, at most. */
    public static final Duration LONGEST_USE = MAX_LIFETIME.plus(SKEW).plus(SKEW);

    private final Set<String> audiences;
    private final UsedAssertions used;
    private final InstantSource clock;

    /**
     * Takes what assertions must be for.
     *
     * @param audiences the values of {@code aud} that mean us: the issuer, or also an endpoint's URL
     * @param used where uses are noted
     */
    public AssertionRules(Set<String> audiences, UsedAssertions used, InstantSource clock) {
        this.audiences = Set.copyOf(audiences);
        this.used = used;
        this.clock = clock;
    }

    /** What is wrong with the claims, as a fixed text for the log; empty when they are good, which uses them up. */
    Optional<String> objection(ClientId client, Map<String, Object> claims) {
        if (!client.value().equals(claims.get("iss")) || !client.value().equals(claims.get("sub"))) {
            return Optional.of("iss and sub are not the client");
        }
        if (!(claims.get("aud") instanceof String audience) || !audiences.contains(audience)) {
            return Optional.of("aud is not the issuer as a single string");
        }
        Optional<Instant> expiry = time(claims.get("exp"));
        return timeObjection(expiry, claims)
                .or(() -> restoreObjection(claims))
                .or(() -> replayObjection(client, claims.get("jti"), expiry));
    }

    // One that was used before the restore had an exp and an iat that were good then.
    private Optional<String> restoreObjection(Map<String, Object> claims) {
        Instant forgotten = used.forgottenUntil();
        boolean isLater = isAfter(claims.get("exp"), forgotten.minus(SKEW))
                || isAfter(claims.get("iat"), forgotten.minus(MAX_LIFETIME).minus(SKEW));
        return isLater
                ? Optional.empty()
                : Optional.of("perhaps used before the database was restored; a new one is needed");
    }

    private static boolean isAfter(@Nullable Object seconds, Instant limit) {
        return time(seconds).filter(time -> time.isAfter(limit)).isPresent();
    }

    private Optional<String> timeObjection(Optional<Instant> expiry, Map<String, Object> claims) {
        Instant now = clock.instant();
        if (expiry.isEmpty() || !now.isBefore(expiry.get().plus(SKEW))) {
            return Optional.of("expired, or without exp");
        }
        if (expiry.get().isAfter(now.plus(MAX_LIFETIME).plus(SKEW))) {
            return Optional.of("exp is more than 5 minutes ahead");
        }
        if (isAhead(claims, "iat", now) || isAhead(claims, "nbf", now)) {
            return Optional.of("iat or nbf is in the future");
        }
        return Optional.empty();
    }

    private static boolean isAhead(Map<String, Object> claims, String name, Instant now) {
        return claims.containsKey(name)
                && time(claims.get(name))
                        .filter(time -> !time.isAfter(now.plus(SKEW)))
                        .isEmpty();
    }

    private Optional<String> replayObjection(ClientId client, @Nullable Object jti, Optional<Instant> expiry) {
        if (!(jti instanceof String id) || id.isEmpty() || id.length() > MAX_JTI) {
            return Optional.of("no jti of 1 to 200 characters");
        }
        Instant forgettable = expiry.orElse(clock.instant()).plus(SKEW);
        return used.isFirstUse(client, id, forgettable) ? Optional.empty() : Optional.of("used before");
    }

    // RFC 7519 §2: seconds since the epoch, perhaps with a fraction.
    private static Optional<Instant> time(@Nullable Object value) {
        double seconds = value instanceof Number number ? number.doubleValue() : -1;
        return seconds >= 0 && seconds <= MAX_SECONDS
                ? Optional.of(Instant.ofEpochSecond((long) seconds))
                : Optional.empty();
    }
}

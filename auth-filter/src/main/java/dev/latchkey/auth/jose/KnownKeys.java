package dev.latchkey.auth.jose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys that an issuer had at some time; at least one of them can be used.
 *
 * @param keys those that can be used
 * @param jwks all, as the issuer gave them
 * @param fetchedAt when that was
 */
record KnownKeys(KeySet keys, List<?> jwks, Instant fetchedAt) {
    private static final Duration LONGEST_SKEW = Duration.ofSeconds(60);

    /** Reads public JWKs; empty if none of them can be used, or two have the same name: such a set is a mistake. */
    static Optional<KnownKeys> of(List<?> jwks, Instant fetchedAt) {
        KeySet keys = KeySet.of(jwks);
        return keys.isEmpty() || keys.isAmbiguous()
                ? Optional.empty()
                : Optional.of(new KnownKeys(keys, jwks, fetchedAt));
    }

    // A clock that was set back would keep a key that has been withdrawn.
    boolean isFreshAt(Instant now, Duration maxAge) {
        return now.isBefore(fetchedAt.plus(maxAge)) && !now.plus(LONGEST_SKEW).isBefore(fetchedAt);
    }
}

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
    /** Reads public JWKs; empty if none of them can be used. */
    static Optional<KnownKeys> of(List<?> jwks, Instant fetchedAt) {
        KeySet keys = KeySet.of(jwks);
        return keys.isEmpty() ? Optional.empty() : Optional.of(new KnownKeys(keys, jwks, fetchedAt));
    }

    boolean isFreshAt(Instant now, Duration maxAge) {
        return now.isBefore(fetchedAt.plus(maxAge));
    }
}

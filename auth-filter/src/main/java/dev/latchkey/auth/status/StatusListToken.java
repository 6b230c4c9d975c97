package dev.latchkey.auth.status;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a status list said when it was last read, and all it has ever said.
 *
 * @param bits what is set now or was set before
 * @param issuedAt the {@code iat} of the youngest answer
 * @param expiresAt the {@code exp} of that answer; the end of time if it has none
 * @param etag the {@code ETag} of that answer, if it came with one
 */
record StatusListToken(
        StatusBits bits,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable String etag) {
    // The most that two clocks may be apart by configuration.
    private static final Duration LONGEST_SKEW = Duration.ofSeconds(60);

    /** Adds a later answer. A bit that was set stays set, and an older list makes nothing younger or older. */
    StatusListToken and(StatusListToken later) {
        StatusBits either = bits.or(later.bits);
        return later.issuedAt.isBefore(issuedAt)
                ? new StatusListToken(either, issuedAt, expiresAt, null)
                : new StatusListToken(either, later.issuedAt, later.expiresAt, later.etag);
    }

    // A host's clock that was set back would keep the list for as long as it was set back, deaf to what is revoked.
    boolean isFreshAt(Instant now, Duration maxAge) {
        return now.isBefore(freshUntil(maxAge)) && !now.plus(LONGEST_SKEW).isBefore(issuedAt);
    }

    /**
     * The tag to ask for changes with; null once half of the time is up, for an answer without a list tells nothing about
     * the list's age.
     */
    @Nullable
    String etagAt(Instant now, Duration maxAge) {
        Duration fresh = Duration.between(issuedAt, freshUntil(maxAge));
        return now.isBefore(issuedAt.plus(fresh.dividedBy(2))) ? etag : null;
    }

    private Instant freshUntil(Duration maxAge) {
        Instant limit = issuedAt.plus(maxAge);
        return expiresAt.isBefore(limit) ? expiresAt : limit;
    }
}

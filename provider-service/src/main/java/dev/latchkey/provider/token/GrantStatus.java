package dev.latchkey.provider.token;

import dev.latchkey.provider.status.StatusIndex;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the JWTs of a grant stand in the status lists.
 *
 * @param current the place that new ones take; null for a grant that has had no JWT yet
 * @param previous the place of those before; null when there was none
 */
public record GrantStatus(
        @Nullable StatusIndex current, @Nullable StatusIndex previous) {
    /** No place yet. */
    public static GrantStatus none() {
        return new GrantStatus(null, null);
    }

    /** Whether a JWT that expires at {@code expiresAt} needs another place, and none is lost that may be needed. */
    boolean needsNext(Instant expiresAt, Instant now) {
        if (current == null) {
            return true;
        }
        boolean previousIsDead = previous == null || !now.isBefore(previous.until());
        return expiresAt.isAfter(current.until()) && previousIsDead;
    }

    GrantStatus followedBy(StatusIndex next) {
        return new GrantStatus(next, current);
    }

    /** The end of a JWT that wants to live until {@code wanted}: none outlives its place. */
    Instant cut(Instant wanted) {
        return current == null ? wanted : RefreshState.earlier(wanted, current.until());
    }
}

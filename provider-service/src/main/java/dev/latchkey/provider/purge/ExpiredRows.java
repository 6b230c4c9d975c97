package dev.latchkey.provider.purge;

import java.time.Instant;

/** The rows that may be deleted after their {@code expires_at}. */
public interface ExpiredRows {
    /**
     * Deletes at most {@code limit} expired rows in one transaction, found by an index.
     *
     * @return how many were deleted; fewer than {@code limit} when no more are left
     */
    int deleteSome(Instant now, int limit);
}

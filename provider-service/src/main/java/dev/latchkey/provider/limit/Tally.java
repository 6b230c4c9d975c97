package dev.latchkey.provider.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * How often one may still be wrong. When nothing is left there is a lock, twice as long as the one before it, and after
 * it half as many attempts as at first.
 *
 * @param left the wrong attempts until the next lock
 * @param begun the attempts that have not ended
 * @param locks how many locks there were
 * @param lockedUntil when the last of them ends
 */
record Tally(int left, int begun, int locks, Instant lockedUntil) {
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 10;

    static Tally fresh(int allowed) {
        return new Tally(allowed, 0, 0, Instant.EPOCH);
    }

    Admission admission(Instant now, Duration longestLock) {
        // A clock that was set back ends the lock as well.
        if (now.isBefore(lockedUntil) && !lockedUntil.isAfter(now.plus(longestLock))) {
            long seconds = Duration.between(now, lockedUntil).toSeconds() + 1;
            return new Admission.Locked(Math.toIntExact(seconds));
        }
        return begun < left ? new Admission.Granted() : new Admission.Full();
    }

    Tally begin() {
        return new Tally(left, begun + 1, locks, lockedUntil);
    }

    /** The tally after an attempt that does not count. */
    Tally uncounted() {
        return new Tally(left, Math.max(0, begun - 1), locks, lockedUntil);
    }

    /** The tally after a wrong attempt. */
    Tally wrong(Instant now, int allowed, Duration longestLock) {
        int others = Math.max(0, begun - 1);
        if (left > 1) {
            return new Tally(left - 1, others, locks, lockedUntil);
        }
        Duration doubled = FIRST_LOCK.multipliedBy(1L << Math.min(locks, MAX_DOUBLINGS));
        Duration lock = doubled.compareTo(longestLock) < 0 ? doubled : longestLock;
        return new Tally(Math.max(1, allowed / 2), others, locks + 1, now.plus(lock));
    }

    /** The tally after a right attempt. */
    Tally right(int allowed) {
        return new Tally(allowed, Math.max(0, begun - 1), 0, Instant.EPOCH);
    }
}

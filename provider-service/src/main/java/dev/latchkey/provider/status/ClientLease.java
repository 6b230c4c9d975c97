package dev.latchkey.provider.status;

import java.time.Instant;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The places that one client's own JWTs take, many at a time; twice as many each time they run out. Thread-safe. */
final class ClientLease {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 65_536;

    private final Turn turn = new Turn();
    private @Nullable StatusRange range;
    private long version;
    private int used;

    /**
     * The next place for a token that expires at {@code expiresAt}; {@code renew} leases so many more.
     *
     * @param clientVersion places leased to an older version may have been revoked, and are not used
     * @throws StatusBusyException when it is being renewed, and that takes too long
     */
    StatusIndex next(long clientVersion, Instant expiresAt, IntFunction<StatusRange> renew) {
        turn.begin();
        try {
            return place(clientVersion, expiresAt, renew);
        } finally {
            turn.end();
        }
    }

    private StatusIndex place(long clientVersion, Instant expiresAt, IntFunction<StatusRange> renew) {
        StatusRange leased = range;
        if (leased == null || version != clientVersion || isSpent(leased, expiresAt)) {
            leased = renew.apply(lengthAfter(leased));
            range = leased;
            version = clientVersion;
            used = 0;
        }
        return leased.at(used++);
    }

    private boolean isSpent(StatusRange leased, Instant expiresAt) {
        return used == leased.length() || expiresAt.isAfter(leased.until());
    }

    // Used up: more the next time. Run out of time: about as many as were needed.
    private int lengthAfter(@Nullable StatusRange leased) {
        if (leased == null) {
            return SHORTEST;
        }
        int wanted = used == leased.length() ? 2 * used : Integer.highestOneBit(Math.max(1, 2 * used - 1));
        return Math.max(SHORTEST, Math.min(LONGEST, wanted));
    }
}

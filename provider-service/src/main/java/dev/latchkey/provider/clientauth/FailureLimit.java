package dev.latchkey.provider.clientauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.provider.client.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Counts failed authentications per client and address (RFC 6749 §10.10): too many in a minute, and that address must wait
 * with that client. The client is not locked out: from another address its secret works on. Bounded; each node counts for
 * itself.
 */
public final class FailureLimit {
    private static final int MAX_FAILURES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_SOURCES = 50_000;

    private final InstantSource clock;
    private final Cache<Source, Count> counts =
            Caffeine.newBuilder().maximumSize(MAX_SOURCES).build();

    public FailureLimit(InstantSource clock) {
        this.clock = clock;
    }

    /** Seconds until {@code address} may try again with {@code client}; 0 when it may now. */
    public int secondsToWait(ClientId client, String address) {
        Count count = counts.getIfPresent(new Source(client, address));
        if (count == null || count.failures < MAX_FAILURES) {
            return 0;
        }
        long left = Duration.between(clock.instant(), count.since.plus(WINDOW)).toSeconds();
        return count.isOverAt(clock.instant()) ? 0 : Math.toIntExact(left + 1);
    }

    /** Notes a failed authentication. */
    public void failed(ClientId client, String address) {
        Instant now = clock.instant();
        counts.asMap()
                .merge(
                        new Source(client, address),
                        new Count(now, 1),
                        (known, one) -> known.isOverAt(now) ? one : new Count(known.since, known.failures + 1));
    }

    private record Source(ClientId client, String address) {}

    private record Count(Instant since, int failures) {
        // A clock that was set back ends the wait as well.
        boolean isOverAt(Instant now) {
            return now.isBefore(since) || !now.isBefore(since.plus(WINDOW));
        }
    }
}

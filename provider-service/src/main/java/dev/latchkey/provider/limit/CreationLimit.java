package dev.latchkey.provider.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Bounds how many short-lived things each of many sources makes within one lifetime of such a thing, and so how many
 * there are at once. Bounded itself; each node counts for itself.
 */
public final class CreationLimit<K> {
    private static final int MAX_REMEMBERED = 100_000;

    private final int allowed;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Cache<K, Made> made =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    public CreationLimit(int allowed, Duration lifetime, InstantSource clock) {
        this.allowed = allowed;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Counts one more: 0 when it may be made, else the seconds to wait. */
    public int take(K source) {
        Instant now = clock.instant();
        Made after = made.asMap()
                .merge(source, new Made(now, 1), (known, one) -> known.isOverAt(now, lifetime) ? one : known.more());
        if (after.count <= allowed) {
            return 0;
        }
        Duration left = Duration.between(now, after.since.plus(lifetime));
        return Math.toIntExact(left.toSeconds() + 1);
    }

    /** The seconds that this source has to wait; 0 when it may go on. Counts nothing. */
    public int wait(K source) {
        Instant now = clock.instant();
        return Optional.ofNullable(made.getIfPresent(source))
                .filter(known -> known.count > allowed && !known.isOverAt(now, lifetime))
                .map(known -> Math.toIntExact(
                        Duration.between(now, known.since.plus(lifetime)).toSeconds() + 1))
                .orElse(0);
    }

    private record Made(Instant since, int count) {
        Made more() {
            return new Made(since, count == Integer.MAX_VALUE ? count : count + 1);
        }

        // A clock that was set back ends it as well.
        boolean isOverAt(Instant now, Duration lifetime) {
            return now.isBefore(since) || !now.isBefore(since.plus(lifetime));
        }
    }
}

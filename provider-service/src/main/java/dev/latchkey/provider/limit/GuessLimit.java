package dev.latchkey.provider.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lets each of many sources be wrong a few times, then slower and slower. An attempt is counted from its beginning, so
 * that many at once are no way around. Bounded; each node counts for itself.
 */
public final class GuessLimit<K> {
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final int allowed;
    private final Duration longestLock;
    private final InstantSource clock;
    private final Cache<K, Tally> tallies;

    /**
     * Starts counting.
     *
     * @param allowed how many wrong attempts there are before the first lock, which is one minute
     * @param longestLock what the locks grow to
     */
    public GuessLimit(int allowed, Duration longestLock, InstantSource clock) {
        this.allowed = allowed;
        this.longestLock = longestLock;
        this.clock = clock;
        this.tallies = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(FORGOTTEN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Begins an attempt, if it is granted. */
    public synchronized Admission begin(K source) {
        Tally tally = tallyOf(source);
        Admission admission = tally.admission(clock.instant(), longestLock);
        if (admission instanceof Admission.Granted) {
            tallies.put(source, tally.begin());
        }
        return admission;
    }

    /** The attempt was wrong. */
    public synchronized void wrong(K source) {
        tallies.put(source, tallyOf(source).wrong(clock.instant(), allowed, longestLock));
    }

    /** The attempt was right: this source does not guess. */
    public synchronized void right(K source) {
        tallies.put(source, tallyOf(source).right(allowed));
    }

    /** The attempt does not count after all. */
    public synchronized void uncounted(K source) {
        tallies.put(source, tallyOf(source).uncounted());
    }

    private Tally tallyOf(K source) {
        return Optional.ofNullable(tallies.getIfPresent(source)).orElseGet(() -> Tally.fresh(allowed));
    }
}

package dev.latchkey.auth.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Lets something happen at most once per interval. A clock that was set back does not prolong the wait. */
public final class Cooldown {
    private final Duration interval;
    private final InstantSource clock;
    private @Nullable Instant last;

    /** Lets it happen at once, then once per interval. */
    public Cooldown(Duration interval, InstantSource clock) {
        this.interval = interval;
        this.clock = clock;
    }

    /** Whether it may happen now; if so, the interval starts again. */
    public synchronized boolean tryAcquire() {
        Instant now = clock.instant();
        if (last != null && !now.isBefore(last) && now.isBefore(last.plus(interval))) {
            return false;
        }
        last = now;
        return true;
    }
}

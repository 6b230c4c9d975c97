package dev.latchkey.auth.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps calls away from a service that does not answer: after five failures in a row one call a second is let through,
 * until one succeeds. Thread-safe.
 */
public final class CircuitBreaker {
    private static final int THRESHOLD = 5;
    private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);

    private final AtomicInteger failures = new AtomicInteger();
    private final Cooldown probes;

    /** Lets all calls through. */
    public CircuitBreaker(InstantSource clock) {
        this.probes = new Cooldown(BETWEEN_PROBES, clock);
    }

    /** Whether a call may be made now; whoever makes it tells how it went. */
    public boolean allows() {
        return failures.get() < THRESHOLD || probes.tryAcquire();
    }

    /** A call has worked. */
    public void succeeded() {
        failures.set(0);
    }

    /** A call has failed. */
    public void failed() {
        failures.updateAndGet(count -> Math.min(count + 1, THRESHOLD));
    }
}

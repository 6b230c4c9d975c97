package dev.latchkey.auth.status;

import dev.latchkey.auth.http.Cooldown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One list that tokens name, as far as it is known; thread-safe, one fetch at a time. */
final class StatusList {
    private static final Logger LOGGER = LoggerFactory.getLogger(StatusList.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String uri;
    private final StatusListSource source;
    private final Duration maxAge;
    private final InstantSource clock;
    private final StatusCounts counts;
    private final Cooldown onDemand;
    private final AtomicLong lastExpiry = new AtomicLong();
    private CompletableFuture<Void> flight = CompletableFuture.completedFuture(null);
    private volatile @Nullable StatusListToken known;
    private volatile boolean failing;

    StatusList(String uri, StatusListSource source, Duration maxAge, InstantSource clock, StatusCounts counts) {
        this.uri = uri;
        this.source = source;
        this.maxAge = maxAge;
        this.clock = clock;
        this.counts = counts;
        this.onDemand = new Cooldown(RETRY, clock);
    }

    /** Notes a token in this list, so that the list is kept for as long as the token can live. */
    void meet(Instant expiry) {
        long seconds = expiry.getEpochSecond();
        if (seconds > lastExpiry.get()) {
            lastExpiry.accumulateAndGet(seconds, Math::max);
        }
    }

    /** Whether all tokens that were met here have expired. */
    boolean isOverAt(Instant now) {
        return now.getEpochSecond() >= lastExpiry.get();
    }

    boolean isFreshAt(Instant now) {
        StatusListToken latest = known;
        return latest != null && latest.isFreshAt(now, maxAge);
    }

    /** Whether this entry was ever seen set. */
    boolean isSet(int index) {
        StatusListToken latest = known;
        return latest != null && latest.bits().isSet(index);
    }

    /** Whether it could not be read when it was tried last. */
    boolean isFailing() {
        return failing;
    }

    boolean holds(int index) {
        StatusListToken latest = known;
        return latest != null && index < latest.bits().size();
    }

    /** Begins to fetch the list, unless that is under way. */
    synchronized void refresh(Executor executor) {
        if (flight.isDone()) {
            flight = CompletableFuture.runAsync(this::fetch, executor).whenComplete(this::count);
        }
    }

    /** Fetches the list because a request needs it, once a second at most, or joins the fetch that is under way. */
    synchronized CompletableFuture<Void> demand(Executor executor) {
        if (flight.isDone() && onDemand.tryAcquire()) {
            refresh(executor);
        }
        return flight;
    }

    private void fetch() {
        StatusListToken before = knownOrCopied();
        try {
            fetch(before).ifPresent(token -> known = before == null ? token : before.and(token));
            succeed();
        } catch (StatusListException e) {
            known = before;
            fail(e);
        }
    }

    // What was seen set before a restart stays set, too.
    private @Nullable StatusListToken knownOrCopied() {
        StatusListToken latest = known;
        return latest == null ? source.copy(uri).orElse(null) : latest;
    }

    private Optional<StatusListToken> fetch(@Nullable StatusListToken before) throws StatusListException {
        return before == null
                ? source.fetch(new StatusListPlace(uri, null), Instant.MIN)
                : source.fetch(new StatusListPlace(uri, before.etagAt(clock.instant(), maxAge)), before.issuedAt());
    }

    private void succeed() {
        counts.refreshed();
        if (failing) {
            LOGGER.info("The status list {} is read again", uri);
        }
        failing = false;
    }

    // Once per outage: it is tried again every few seconds.
    private void fail(StatusListException e) {
        counts.failed();
        if (!failing) {
            LOGGER.warn("The status list {} could not be read: {}", uri, e.getMessage());
        }
        failing = true;
    }

    private void count(@Nullable Void nothing, @Nullable Throwable fault) {
        if (fault != null) {
            counts.failed();
            LOGGER.error("Reading the status list {} failed", uri, fault);
        }
    }
}

package dev.latchkey.auth.status;

import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.http.Deadline;
import dev.latchkey.auth.jose.JwkSource;
import dev.latchkey.auth.jose.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status lists that an issuer's tokens name (draft-ietf-oauth-status-list): fetched when first met, refreshed in the
 * background, forgotten after the last expiry met there. Thread-safe, bounded.
 */
public final class StatusLists {
    private static final Logger LOGGER = LoggerFactory.getLogger(StatusLists.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int MAX_WAITING = 64;

    private final StatusListSource source;
    private final StatusSettings settings;
    private final InstantSource clock;
    private final Executor executor;
    private final StatusCounts counts = new StatusCounts();
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final Map<String, StatusList> lists = new ConcurrentHashMap<>();

    /**
     * Knows no list yet.
     *
     * @param keys the issuer's keys, which sign its lists too
     * @param algorithms the signature algorithms that are allowed
     * @param executor runs the fetches, two to four seconds each at the longest
     */
    public StatusLists(
            JwkSource keys,
            Collection<SigningAlgorithm> algorithms,
            StatusSettings settings,
            InstantSource clock,
            Executor executor) {
        this.source = new StatusListSource(keys, algorithms, settings, clock);
        this.settings = settings;
        this.clock = clock;
        this.executor = executor;
    }

    /** Forgets lists whose tokens have all expired and begins to fetch the others again; does not wait. */
    public void refresh() {
        forget();
        lists.values().forEach(list -> list.refresh(executor));
    }

    /** How many lists are kept. */
    public int size() {
        return lists.size();
    }

    /** How many times a list was fetched, or found unchanged, since the start. */
    public long refreshes() {
        return counts.refreshes();
    }

    /** How many times a list could not be had or was not believed since the start. */
    public long failures() {
        return counts.failures();
    }

    /** How many lists are too old, or were never had: their tokens cannot be judged. */
    public long stale() {
        Instant now = clock.instant();
        return lists.values().stream().filter(list -> !list.isFreshAt(now)).count();
    }

    /** Why a token of this status is not let through; empty if it stands in a fresh list and is not revoked. */
    Optional<TokenValidation> refusal(StatusReference status, Instant expiry, Deadline deadline) {
        StatusList known = lists.get(status.uri());
        if (known != null) {
            return refusal(known, status, expiry, deadline);
        }
        if (!settings.allows(status.uri())) {
            return rejected("the status list is neither on the issuer's origin nor on one of statusOrigins");
        }
        return added(status.uri(), expiry)
                .map(list -> refusal(list, status, expiry, deadline))
                .orElseGet(() -> unavailable("there are more status lists than statusLists allows"));
    }

    private Optional<TokenValidation> refusal(
            StatusList list, StatusReference status, Instant expiry, Deadline deadline) {
        int index = status.index();
        Instant now = clock.instant();
        list.meet(expiry);
        if (!list.isSet(index) && !(list.isFreshAt(now) && list.holds(index))) {
            await(list, deadline);
        }
        if (list.isSet(index)) {
            return rejected("revoked: its bit in the status list is set");
        }
        if (!list.isFreshAt(now)) {
            return unavailable("the status list is out of reach or too old");
        }
        return list.holds(index) ? Optional.empty() : rejected("idx is beyond the end of the status list");
    }

    // A crowd does not wait, nor does anybody during an outage, so that slow lists cannot hold all threads of the
    // server.
    private void await(StatusList list, Deadline deadline) {
        if (!waiting.tryAcquire()) {
            return;
        }
        boolean patient = !list.isFailing() && settings.waiting().enter();
        try {
            list.demand(executor).get(patient ? deadline.remainingNanos() : 0, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            LOGGER.debug("A status list was not had in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.release();
            leave(patient);
        }
    }

    private void leave(boolean entered) {
        if (entered) {
            settings.waiting().leave();
        }
    }

    private synchronized Optional<StatusList> added(String uri, Instant expiry) {
        if (lists.size() >= settings.maximumLists()) {
            forget();
        }
        if (lists.size() < settings.maximumLists()) {
            lists.computeIfAbsent(uri, unknown -> created(unknown, expiry));
        }
        return Optional.ofNullable(lists.get(uri));
    }

    // Met before others can see it, or it might be forgotten at once.
    private StatusList created(String uri, Instant expiry) {
        StatusList list = new StatusList(uri, source, settings.maxAge(), clock, counts);
        list.meet(expiry);
        return list;
    }

    private void forget() {
        Instant now = clock.instant();
        lists.forEach((uri, list) -> {
            if (list.isOverAt(now) && lists.remove(uri, list)) {
                source.forget(uri);
            }
        });
    }

    private static Optional<TokenValidation> rejected(String logReason) {
        return Optional.of(new Rejected(TokenFault.INVALID, logReason));
    }

    private static Optional<TokenValidation> unavailable(String logReason) {
        return Optional.of(new Unavailable(RETRY_AFTER, logReason));
    }
}

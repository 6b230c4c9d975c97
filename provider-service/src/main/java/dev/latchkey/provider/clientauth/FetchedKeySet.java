package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.auth.jose.PublicKeySet;
import dev.latchkey.provider.outbound.FetchRefusedException;
import dev.latchkey.provider.outbound.FetchedJson;
import dev.latchkey.provider.outbound.JsonFetcher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys at one address: kept for 5 minutes to 24 hours as their server says, fetched again for an unknown key at most
 * every 30 seconds, not asked again for 30 seconds after a failure; one fetch at a time.
 */
final class FetchedKeySet {
    private static final Logger LOG = LoggerFactory.getLogger(FetchedKeySet.class);
    private static final Duration MIN_AGE = Duration.ofMinutes(5);
    private static final Duration MAX_AGE = Duration.ofHours(24);
    private static final Duration COOLDOWN = Duration.ofSeconds(30);
    private static final int MAX_WAITING = 16;

    private final URI uri;
    private final JsonFetcher fetcher;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile State state = new State(null, Instant.MIN, Instant.MIN, Instant.MIN);

    FetchedKeySet(URI uri, JsonFetcher fetcher, InstantSource clock) {
        this.uri = uri;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    Optional<PublicKeySet> find(ClientAssertion assertion) {
        State known = state;
        if (known.isWanting(assertion, clock.instant())) {
            refetch(known);
        }
        State latest = state;
        return clock.instant().isBefore(latest.until()) ? Optional.ofNullable(latest.keys()) : Optional.empty();
    }

    // Whoever comes while a fetch is under way waits for its outcome; a crowd does not wait.
    private void refetch(State known) {
        if (fetching.getQueueLength() >= MAX_WAITING || !isLocked()) {
            return;
        }
        try {
            if (state.equals(known)) {
                state = fetched(known, clock.instant());
            }
        } finally {
            fetching.unlock();
        }
    }

    private boolean isLocked() {
        try {
            return fetching.tryLock(JsonFetcher.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private State fetched(State known, Instant now) {
        try {
            FetchedJson json = fetcher.fetch(uri);
            Optional<PublicKeySet> keys = PublicKeySet.fetched(json.body().bytes());
            if (keys.isPresent()) {
                return new State(keys.get(), now.plus(bounded(json.maxAge())), now.plus(MAX_AGE), now.plus(COOLDOWN));
            }
            LOG.warn("The client keys at {} could not be read: the answer is no JWK set", uri);
        } catch (FetchRefusedException e) {
            LOG.warn("The client keys at {} could not be fetched: {}", uri, e.getMessage());
        }
        // The last good keys go on for a while, so that a pause of the client's server is not one of the client.
        return new State(known.keys(), known.fresh(), known.until(), now.plus(COOLDOWN));
    }

    private static Duration bounded(Duration age) {
        Duration atLeast = age.compareTo(MIN_AGE) < 0 ? MIN_AGE : age;
        return atLeast.compareTo(MAX_AGE) > 0 ? MAX_AGE : atLeast;
    }

    /**
     * What is known.
     *
     * @param keys the last good keys; null as long as there were none
     * @param fresh until when they need not be asked for again
     * @param until until when they are good
     * @param quiet until when the address is not asked, whatever is wanted
     */
    private record State(@Nullable PublicKeySet keys, Instant fresh, Instant until, Instant quiet) {
        boolean isWanting(ClientAssertion assertion, Instant now) {
            boolean lacking = keys == null || !now.isBefore(fresh) || !assertion.namesOneOf(keys);
            return lacking && !now.isBefore(quiet);
        }
    }
}

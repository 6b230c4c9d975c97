package dev.latchkey.auth.jose;

import dev.latchkey.auth.http.Cooldown;
import dev.latchkey.auth.http.FetchException;
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
 * The keys of an issuer elsewhere (RFC 7517): fetched on the first need, on an unknown {@code kid} and in the
 * background; the last good ones are kept when fetching fails. Thread-safe; one fetch at a time.
 */
public final class RemoteJwkSet implements JwkSource {
    /** The least time between two fetches that unknown key ids cause. */
    public static final Duration DEFAULT_REFETCH_INTERVAL = Duration.ofSeconds(30);

    private static final Logger LOGGER = LoggerFactory.getLogger(RemoteJwkSet.class);
    private static final Duration RETRY_WHILE_EMPTY = Duration.ofSeconds(1);
    private static final int MAX_WAITING = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final IssuerUri issuer;
    private final InstantSource clock;
    private final IssuerKeys issuerKeys;
    private final Cooldown unknownKey;
    private final Cooldown noKeys;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile KeySet keys = KeySet.EMPTY;
    private volatile @Nullable Instant fetchedAt;

    /** Prepares for an issuer without asking it yet. */
    public RemoteJwkSet(IssuerUri issuer, InstantSource clock) {
        this(issuer, clock, DEFAULT_REFETCH_INTERVAL);
    }

    /**
     * Prepares for an issuer without asking it yet.
     *
     * @param refetchInterval the least time between two fetches that unknown key ids cause
     */
    public RemoteJwkSet(IssuerUri issuer, InstantSource clock, Duration refetchInterval) {
        this.issuer = issuer;
        this.clock = clock;
        this.issuerKeys = new IssuerKeys(issuer);
        this.unknownKey = new Cooldown(refetchInterval, clock);
        this.noKeys = new Cooldown(RETRY_WHILE_EMPTY, clock);
    }

    @Override
    public KeyLookup find(String keyId, SigningAlgorithm algorithm) {
        KeySet known = keys;
        Optional<VerificationKey> key = known.find(keyId, algorithm);
        if (key.isEmpty()) {
            refetch(known);
            key = keys.find(keyId, algorithm);
        }
        return key.<KeyLookup>map(KeyLookup.Found::new)
                .orElseGet(() -> keys.isEmpty() ? new KeyLookup.Unavailable() : new KeyLookup.Unknown());
    }

    /** Fetches the keys when none are known or the known ones are older than {@code age}; never throws for a failure. */
    public void refreshIfOlderThan(Duration age) {
        Instant last = fetchedAt;
        if (last == null || !clock.instant().isBefore(last.plus(age))) {
            fetch();
        }
    }

    /** Whose keys these are. */
    public IssuerUri issuer() {
        return issuer;
    }

    /** When the keys were last fetched; empty as long as none are known. */
    public Optional<Instant> fetchedAt() {
        return Optional.ofNullable(fetchedAt);
    }

    // Whoever comes while a fetch is under way waits for its outcome instead of asking the issuer again.
    private void refetch(KeySet known) {
        if (!fetching.tryLock()) {
            awaitFetch();
            return;
        }
        try {
            boolean unchanged = keys.equals(known);
            if (unchanged && (known.isEmpty() ? noKeys : unknownKey).tryAcquire()) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
    }

    // A crowd does not wait, so that a slow issuer cannot hold all threads of the server.
    private void awaitFetch() {
        if (fetching.getQueueLength() >= MAX_WAITING) {
            return;
        }
        try {
            if (fetching.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                fetching.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch() {
        fetching.lock();
        try {
            keys = issuerKeys.fetch();
            fetchedAt = clock.instant();
            LOGGER.debug("{} keys of {}", keys.keys().size(), issuer.value());
        } catch (FetchException e) {
            LOGGER.warn("The keys of {} could not be fetched: {}", issuer.value(), e.getMessage());
        } finally {
            fetching.unlock();
        }
    }
}

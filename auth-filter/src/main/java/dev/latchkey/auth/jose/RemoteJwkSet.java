package dev.latchkey.auth.jose;

import dev.latchkey.auth.http.Cooldown;
import dev.latchkey.auth.http.FetchException;
import dev.latchkey.auth.http.WaitingRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an issuer elsewhere (RFC 7517): fetched on the first need, on an unknown {@code kid} and in the
 * background; the last good ones are kept for a while when fetching fails, on disk too if that is wanted. Thread-safe;
 * one fetch at a time.
 */
public final class RemoteJwkSet implements JwkSource {
    private static final Logger LOGGER = LoggerFactory.getLogger(RemoteJwkSet.class);
    private static final Duration RETRY_WHILE_EMPTY = Duration.ofSeconds(1);
    private static final int MAX_WAITING = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final IssuerUri issuer;
    private final InstantSource clock;
    private final Duration maxAge;
    private final IssuerKeys issuerKeys;
    private final KeyCopy copy;
    private final WaitingRoom waiting;
    private final Cooldown unknownKey;
    private final Cooldown noKeys;
    private final ReentrantLock fetching = new ReentrantLock();
    private final LongAdder fetches = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private volatile @Nullable KnownKeys known;
    private volatile boolean failing;

    /** Prepares for an issuer without asking it yet. */
    public RemoteJwkSet(IssuerUri issuer, InstantSource clock) {
        this(issuer, clock, KeySettings.DEFAULT);
    }

    /** Prepares for an issuer without asking it yet; begins with the copy on disk, if there is a good one. */
    public RemoteJwkSet(IssuerUri issuer, InstantSource clock, KeySettings settings) {
        this.issuer = issuer;
        this.clock = clock;
        this.maxAge = settings.maxAge();
        this.issuerKeys = new IssuerKeys(issuer, clock);
        this.copy = new KeyCopy(issuer, settings);
        this.waiting = settings.waiting();
        this.unknownKey = new Cooldown(settings.refetchInterval(), clock);
        this.noKeys = new Cooldown(RETRY_WHILE_EMPTY, clock);
        this.known = copy.read(clock.instant()).orElse(null);
    }

    @Override
    public KeyLookup find(String keyId, SigningAlgorithm algorithm) {
        KeySet before = current();
        Optional<VerificationKey> key = before.find(keyId, algorithm);
        if (key.isEmpty()) {
            boolean told = refetch(before);
            key = current().find(keyId, algorithm);
            if (key.isEmpty() && !told) {
                return new KeyLookup.Unavailable();
            }
        }
        return key.<KeyLookup>map(KeyLookup.Found::new)
                .orElseGet(() -> current().isEmpty() ? new KeyLookup.Unavailable() : new KeyLookup.Unknown());
    }

    /** Fetches the keys; never throws for a failure. */
    public void refresh() {
        fetch();
    }

    /** Fetches the keys when none are known or the known ones are older than {@code age}; never throws for a failure. */
    public void refreshIfOlderThan(Duration age) {
        KnownKeys latest = known;
        if (latest == null || !latest.isFreshAt(clock.instant(), age)) {
            fetch();
        }
    }

    /** Whose keys these are. */
    public IssuerUri issuer() {
        return issuer;
    }

    /** When the keys in use were fetched; empty as long as none are known, or when they have become too old. */
    public Optional<Instant> fetchedAt() {
        KnownKeys latest = known;
        return latest == null || current().isEmpty() ? Optional.empty() : Optional.of(latest.fetchedAt());
    }

    /** How many times the issuer was asked for its keys since the start. */
    public long fetches() {
        return fetches.sum();
    }

    /** How many of these fetches gave no usable keys. */
    public long failures() {
        return failures.sum();
    }

    /** Whether the last fetch failed. */
    public boolean isFailing() {
        return failing;
    }

    private KeySet current() {
        KnownKeys latest = known;
        return latest != null && latest.isFreshAt(clock.instant(), maxAge) ? latest.keys() : KeySet.EMPTY;
    }

    // Whoever comes while a fetch is under way waits for its outcome instead of asking the issuer again. False for one
    // who could not wait: it may be the very key that is being fetched.
    private boolean refetch(KeySet before) {
        if (!fetching.tryLock()) {
            return failing || awaitFetch();
        }
        try {
            boolean unchanged = current().equals(before);
            if (unchanged && (before.isEmpty() ? noKeys : unknownKey).tryAcquire()) {
                fetch();
            }
        } finally {
            fetching.unlock();
        }
        return true;
    }

    // A crowd does not wait, nor does anybody during an outage, so that a slow issuer cannot hold all threads.
    private boolean awaitFetch() {
        if (fetching.getQueueLength() >= MAX_WAITING || !waiting.enter()) {
            return false;
        }
        try {
            boolean over = fetching.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (over) {
                fetching.unlock();
            }
            return over;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.leave();
        }
    }

    private void fetch() {
        fetching.lock();
        try {
            fetches.increment();
            KnownKeys latest = issuerKeys.fetch();
            known = latest;
            succeed(latest);
        } catch (FetchException e) {
            fail(e);
        } finally {
            fetching.unlock();
        }
    }

    private void succeed(KnownKeys latest) {
        copy.write(latest);
        if (failing) {
            LOGGER.info("The keys of {} are fetched again", issuer.value());
        }
        failing = false;
    }

    // Once per outage: it is tried again every few seconds.
    private void fail(FetchException e) {
        failures.increment();
        if (!failing) {
            LOGGER.warn("The keys of {} could not be fetched: {}", issuer.value(), e.getMessage());
        }
        failing = true;
    }
}

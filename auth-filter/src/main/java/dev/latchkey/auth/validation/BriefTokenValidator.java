package dev.latchkey.auth.validation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.http.WaitingRoom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for seconds what another validator said, and asks it once however many requests bring the same token at the
 * same time. Tokens are kept as SHA-256 digests only, good and refused ones apart, so that no flood of the latter drives
 * out the former. Nothing is good beyond its {@code exp}; that a token could not be judged is not remembered.
 */
public final class BriefTokenValidator implements TokenValidator {
    private static final Duration REFUSALS = Duration.ofSeconds(3);
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final TokenValidator validator;
    private final Duration lifetime;
    private final InstantSource clock;
    private final Cache<TokenDigest, Remembered> good;
    private final Cache<TokenDigest, Remembered> refused;
    private final Map<TokenDigest, CompletableFuture<TokenValidation>> flights = new ConcurrentHashMap<>();
    private final WaitingRoom waiting;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** Remembers as the other does; requests wait in a room of its own. */
    public BriefTokenValidator(TokenValidator validator, Duration lifetime, int maximumSize, InstantSource clock) {
        this(validator, lifetime, maximumSize, clock, WaitingRoom.ordinary());
    }

    /**
     * Remembers up to {@code maximumSize} good and as many refused tokens.
     *
     * @param validator asked about every token that is not remembered
     * @param lifetime how long a good token is remembered; zero for not at all
     * @param waiting where requests wait for the other validator's answer
     */
    public BriefTokenValidator(
            TokenValidator validator, Duration lifetime, int maximumSize, InstantSource clock, WaitingRoom waiting) {
        this.waiting = waiting;
        this.validator = validator;
        this.lifetime = lifetime;
        this.clock = clock;
        this.good = cache(maximumSize);
        this.refused = cache(maximumSize);
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        TokenDigest digest = TokenDigest.of(token);
        Optional<TokenValidation> known = remembered(digest);
        (known.isPresent() ? hits : misses).increment();
        return known.orElseGet(() -> awaited(token, digest));
    }

    /** How many tokens were remembered when they came, since the start. */
    public long hits() {
        return hits.sum();
    }

    /** How many tokens were not remembered when they came, since the start. */
    public long misses() {
        return misses.sum();
    }

    /** How many tokens are remembered at present, about. */
    public long size() {
        return good.estimatedSize() + refused.estimatedSize();
    }

    private Optional<TokenValidation> remembered(TokenDigest digest) {
        Instant now = clock.instant();
        return Optional.ofNullable(good.getIfPresent(digest))
                .or(() -> Optional.ofNullable(refused.getIfPresent(digest)))
                .filter(entry -> entry.holdsAt(now))
                .map(Remembered::validation);
    }

    // A crowd beyond the bound does not wait, so that a slow issuer cannot hold all threads of the server.
    private TokenValidation awaited(PresentedToken token, TokenDigest digest) {
        if (!waiting.enter()) {
            return new Unavailable(RETRY_AFTER, "as many requests as may wait for issuers at once are waiting");
        }
        try {
            return join(token, digest);
        } finally {
            waiting.leave();
        }
    }

    private TokenValidation join(PresentedToken token, TokenDigest digest) {
        CompletableFuture<TokenValidation> own = new CompletableFuture<>();
        CompletableFuture<TokenValidation> running = flights.putIfAbsent(digest, own);
        return running == null ? lead(token, digest, own) : follow(running);
    }

    private TokenValidation lead(PresentedToken token, TokenDigest digest, CompletableFuture<TokenValidation> own) {
        try {
            // Another flight may have landed since this one was found missing.
            TokenValidation validation = remembered(digest).orElseGet(() -> judge(token, digest));
            own.complete(validation);
            return validation;
        } finally {
            flights.remove(digest, own);
            // Nobody waits for one who failed.
            own.complete(busy());
        }
    }

    private static TokenValidation busy() {
        return new Unavailable(RETRY_AFTER, "the same token is being asked about and there is no answer yet");
    }

    private TokenValidation judge(PresentedToken token, TokenDigest digest) {
        Instant asked = clock.instant();
        TokenValidation validation = validator.validate(token);
        if (validation instanceof Valid valid && lifetime.compareTo(Duration.ZERO) > 0) {
            Instant expiry = valid.principal().expiresAt();
            good.put(digest, new Remembered(validation, asked, earlier(asked.plus(lifetime), expiry)));
        }
        if (validation instanceof Rejected) {
            // What is left of it would be found before the refusal.
            good.invalidate(digest);
            refused.put(digest, new Remembered(validation, asked, asked.plus(REFUSALS)));
        }
        return validation;
    }

    private static TokenValidation follow(CompletableFuture<TokenValidation> running) {
        try {
            @Nullable TokenValidation validation = running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return validation == null ? busy() : validation;
        } catch (TimeoutException | ExecutionException e) {
            return busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy();
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    // Entries say themselves until when they hold; this is for those that nobody asks for any more.
    private static Cache<TokenDigest, Remembered> cache(int maximumSize) {
        return Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(KEPT)
                .build();
    }

    /** What was said, and the time within which it holds: a clock that was set back does not make it last. */
    private record Remembered(TokenValidation validation, Instant from, Instant until) {
        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }
}

package dev.latchkey.auth.validation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenFault;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Remembers good tokens, so that a known one costs a digest and a look-up; bounded in size.
 *
 * <p>Tokens are kept as SHA-256 digests only. A token is never good beyond its {@code exp}: the time is compared on each
 * hit, whenever the entry goes. Refusals are not remembered.
 */
public final class CachingTokenValidator implements TokenValidator {
    // A signing key may be taken away in an emergency: the signatures it made are then checked again this soon.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TokenValidator validator;
    private final InstantSource clock;
    private final Cache<TokenDigest, TokenPrincipal> principals;

    /**
     * Remembers up to {@code maximumSize} tokens that another validator found good.
     *
     * @param validator asked about every token that is not remembered
     */
    public CachingTokenValidator(TokenValidator validator, int maximumSize, InstantSource clock) {
        this.validator = validator;
        this.clock = clock;
        // One time for all entries: were it each token's own, every hit would be noted and worked off by another
        // thread.
        this.principals = Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(LONGEST)
                .recordStats()
                .build();
    }

    @Override
    public TokenValidation validate(PresentedToken token) {
        TokenDigest digest = TokenDigest.of(token);
        TokenPrincipal known = principals.getIfPresent(digest);
        return known == null ? judge(token, digest) : remembered(known);
    }

    /** How many tokens were found in the cache since the start. */
    public long hits() {
        return principals.stats().hitCount();
    }

    /** How many tokens were not found in the cache since the start. */
    public long misses() {
        return principals.stats().missCount();
    }

    /** How many tokens are remembered at present, about. */
    public long size() {
        return principals.estimatedSize();
    }

    private TokenValidation remembered(TokenPrincipal principal) {
        return clock.instant().isBefore(principal.expiresAt())
                ? new Valid(principal)
                : new Rejected(TokenFault.EXPIRED, "exp has passed");
    }

    private TokenValidation judge(PresentedToken token, TokenDigest digest) {
        TokenValidation validation = validator.validate(token);
        if (validation instanceof Valid valid) {
            principals.put(digest, valid.principal());
        }
        return validation;
    }
}

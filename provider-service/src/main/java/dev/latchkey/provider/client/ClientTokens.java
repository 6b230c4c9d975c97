package dev.latchkey.provider.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What tokens a client gets; null lifetimes mean the provider's own.
 *
 * @param format JWT or opaque
 * @param accessTokenLifetime how long an access token lives
 * @param refreshTokenIdleLifetime how long an unused refresh token lives
 * @param refreshTokenLifetime how long a grant lives however often it is refreshed
 * @param rotation whether each refresh replaces the refresh token (RFC 9700 §4.14.2)
 */
public record ClientTokens(
        TokenFormat format,
        @Nullable Duration accessTokenLifetime,
        @Nullable Duration refreshTokenIdleLifetime,
        @Nullable Duration refreshTokenLifetime,
        boolean rotation) {
    public ClientTokens {
        requirePositive(accessTokenLifetime);
        requirePositive(refreshTokenIdleLifetime);
        requirePositive(refreshTokenLifetime);
    }

    private static void requirePositive(@Nullable Duration lifetime) {
        if (lifetime != null && lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("A lifetime is at least one second.");
        }
    }

    /** The provider's lifetimes, with rotation. */
    public static ClientTokens of(TokenFormat format) {
        return new ClientTokens(format, null, null, null, true);
    }
}

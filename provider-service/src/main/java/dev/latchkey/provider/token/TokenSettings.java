package dev.latchkey.provider.token;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.protocol.GrantType;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long tokens live; a client's own figures come first.
 *
 * @param accessTokenLifetime of an access token; one hour when left out
 * @param grantAccessTokenLifetimes of an access token by grant type, before the general one
 * @param refreshTokenIdleLifetime of a refresh token that nobody uses; 30 days when left out
 * @param refreshTokenLifetime of a grant however often it is refreshed; 365 days when left out
 * @param refreshGrace how long the refresh token just replaced still gets the same answer; 10 s when left out
 * @param singleAccessToken whether a client that asks again gets the opaque token it has; false when left out
 */
public record TokenSettings(
        @JsonProperty("accessTokenLifetime")
        @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        @MaxDuration(value = 365, unit = TimeUnit.DAYS)
        @Nullable
        Duration accessTokenLifetime,

        @JsonProperty("grantAccessTokenLifetimes") @Nullable Map<String, Duration> grantAccessTokenLifetimes,

        @JsonProperty("refreshTokenIdleLifetime") @MinDuration(value = 1, unit = TimeUnit.MINUTES) @Nullable
        Duration refreshTokenIdleLifetime,

        @JsonProperty("refreshTokenLifetime") @MinDuration(value = 1, unit = TimeUnit.MINUTES) @Nullable
        Duration refreshTokenLifetime,

        @JsonProperty("refreshGrace") @MaxDuration(value = 60, unit = TimeUnit.SECONDS) @Nullable
        Duration refreshGrace,

        @JsonProperty("singleAccessToken") boolean singleAccessToken) {
    private static final Duration HOUR = Duration.hours(1);
    private static final Duration MONTH = Duration.days(30);
    private static final Duration YEAR = Duration.days(365);
    private static final Duration GRACE = Duration.seconds(10);

    public TokenSettings {
        grantAccessTokenLifetimes =
                grantAccessTokenLifetimes == null ? Map.of() : Map.copyOf(grantAccessTokenLifetimes);
        grantAccessTokenLifetimes.keySet().forEach(GrantType::named);
    }

    /** The defaults. */
    public static TokenSettings defaults() {
        return new TokenSettings(null, null, null, null, null, false);
    }

    Lifetimes lifetimes() {
        return new Lifetimes(
                or(accessTokenLifetime, HOUR),
                Optional.ofNullable(grantAccessTokenLifetimes).orElseGet(Map::of).entrySet().stream()
                        .collect(java.util.stream.Collectors.toUnmodifiableMap(
                                entry -> GrantType.named(entry.getKey()),
                                entry -> entry.getValue().toJavaDuration())),
                or(refreshTokenIdleLifetime, MONTH),
                or(refreshTokenLifetime, YEAR),
                or(refreshGrace, GRACE));
    }

    /** How long a token may live at most, when {@code longestOfClients} is the longest that a client has of its own. */
    public java.time.Duration longestAccessTokenLifetime(java.time.Duration longestOfClients) {
        Lifetimes lifetimes = lifetimes();
        return Stream.concat(
                        Stream.of(lifetimes.accessToken(), longestOfClients),
                        lifetimes.accessTokenByGrant().values().stream())
                .max(Comparator.naturalOrder())
                .orElse(longestOfClients);
    }

    /** Whether a client's refresh token could go unused for longer than its grant lives, which ends it first. */
    public boolean idleOutlastsGrant(ClientTokens own) {
        Lifetimes lifetimes = lifetimes();
        return lifetimes.refreshIdle(own).compareTo(lifetimes.refreshAbsolute(own)) > 0;
    }

    /** What contradicts itself, as a sentence with the fix; empty when nothing does. */
    public Optional<String> contradiction() {
        Lifetimes lifetimes = lifetimes();
        if (lifetimes.accessTokenByGrant().values().stream().anyMatch(TokenSettings::isOutOfBounds)) {
            return Optional.of("grantAccessTokenLifetimes has a lifetime that is not 1 second to 365 days: change it.");
        }
        return lifetimes.refreshIdle().compareTo(lifetimes.refreshAbsolute()) > 0
                ? Optional.of("refreshTokenIdleLifetime is longer than refreshTokenLifetime: make it shorter or equal.")
                : Optional.empty();
    }

    /** Whether an access token can live longer than an unused refresh token, which is what should need the longest. */
    public boolean accessOutlivesRefresh() {
        return longestAccessTokenLifetime(java.time.Duration.ZERO)
                        .compareTo(lifetimes().refreshIdle())
                > 0;
    }

    private static boolean isOutOfBounds(java.time.Duration lifetime) {
        return lifetime.toSeconds() < 1 || lifetime.compareTo(YEAR.toJavaDuration()) > 0;
    }

    private static java.time.Duration or(@Nullable Duration configured, Duration otherwise) {
        return (configured == null ? otherwise : configured).toJavaDuration();
    }
}

package dev.latchkey.provider.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a login lasts.
 *
 * @param idleTimeout without use; 30 minutes when left out
 * @param lifetime however often it is used; 12 hours when left out
 * @param recentLogin how long ago an administrator may have logged in for acts that cannot be undone; 15 minutes when
 *     left out
 */
public record SessionSettings(
        @JsonProperty("idleTimeout")
        @MinDuration(value = 2, unit = TimeUnit.MINUTES)
        @MaxDuration(value = 30, unit = TimeUnit.DAYS)
        @Nullable
        Duration idleTimeout,

        @JsonProperty("lifetime")
        @MinDuration(value = 2, unit = TimeUnit.MINUTES)
        @MaxDuration(value = 30, unit = TimeUnit.DAYS)
        @Nullable
        Duration lifetime,

        @JsonProperty("recentLogin")
        @MinDuration(value = 1, unit = TimeUnit.MINUTES)
        @MaxDuration(value = 30, unit = TimeUnit.DAYS)
        @Nullable
        Duration recentLogin) {
    private static final Duration QUARTER_HOUR = Duration.minutes(15);
    private static final Duration HALF_HOUR = Duration.minutes(30);
    private static final Duration HALF_DAY = Duration.hours(12);

    /** The defaults. */
    public static SessionSettings defaults() {
        return new SessionSettings(null, null, null);
    }

    /** What contradicts what, as a sentence that says what to do; empty when nothing does. */
    public Optional<String> contradiction() {
        return idle().compareTo(absolute()) > 0
                ? Optional.of("idleTimeout is longer than lifetime: make it shorter or equal.")
                : Optional.empty();
    }

    java.time.Duration idle() {
        return (idleTimeout == null ? HALF_HOUR : idleTimeout).toJavaDuration();
    }

    java.time.Duration absolute() {
        return (lifetime == null ? HALF_DAY : lifetime).toJavaDuration();
    }

    /** How long ago an administrator may have logged in for acts that cannot be undone. */
    public java.time.Duration recent() {
        return (recentLogin == null ? QUARTER_HOUR : recentLogin).toJavaDuration();
    }
}

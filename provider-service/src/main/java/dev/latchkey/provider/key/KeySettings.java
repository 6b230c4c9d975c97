package dev.latchkey.provider.key;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How signing keys rotate.
 *
 * @param rotationInterval how long a key signs; 90 days when left out
 * @param publishAhead how long a key is published before it signs: longer than resource servers keep the key set; one
 *     hour when left out
 */
public record KeySettings(
        @JsonProperty("rotationInterval") @MinDuration(value = 1, unit = TimeUnit.HOURS) @Nullable
        Duration rotationInterval,

        @JsonProperty("publishAhead") @MinDuration(value = 5, unit = TimeUnit.MINUTES) @Nullable
        Duration publishAhead) {
    private static final Duration QUARTER = Duration.days(90);
    private static final Duration HOUR = Duration.hours(1);

    /** The defaults. */
    public static KeySettings defaults() {
        return new KeySettings(null, null);
    }

    java.time.Duration interval() {
        return (rotationInterval == null ? QUARTER : rotationInterval).toJavaDuration();
    }

    java.time.Duration ahead() {
        return (publishAhead == null ? HOUR : publishAhead).toJavaDuration();
    }

    /** What contradicts itself, as a sentence with the fix; empty when nothing does. */
    public Optional<String> contradiction() {
        return interval().compareTo(ahead()) <= 0
                ? Optional.of("publishAhead is not shorter than rotationInterval: make it shorter.")
                : Optional.empty();
    }
}

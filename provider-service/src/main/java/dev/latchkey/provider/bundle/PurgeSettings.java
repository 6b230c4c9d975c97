package dev.latchkey.provider.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How expired rows go.
 *
 * @param interval how often they are deleted; every five minutes when left out
 */
public record PurgeSettings(
        @JsonProperty("interval") @MinDuration(value = 1, unit = TimeUnit.SECONDS) @Nullable
        Duration interval) {
    private static final Duration FIVE_MINUTES = Duration.minutes(5);

    /** The defaults. */
    public static PurgeSettings defaults() {
        return new PurgeSettings(null);
    }

    java.time.Duration period() {
        return (interval == null ? FIVE_MINUTES : interval).toJavaDuration();
    }
}

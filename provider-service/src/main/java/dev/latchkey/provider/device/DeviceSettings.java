package dev.latchkey.provider.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The device flow.
 *
 * @param codeLifetime how long a person has to type the code; 10 minutes when left out
 * @param pollInterval how long a device waits between two polls; 5 seconds when left out
 */
public record DeviceSettings(
        @JsonProperty("codeLifetime")
        @MinDuration(value = 1, unit = TimeUnit.MINUTES)
        @MaxDuration(value = 1, unit = TimeUnit.HOURS)
        @Nullable
        Duration codeLifetime,

        @JsonProperty("pollInterval")
        @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
        @Nullable
        Duration pollInterval) {
    private static final Duration TEN_MINUTES = Duration.minutes(10);
    private static final int FIVE_SECONDS = 5;

    /** The defaults. */
    public static DeviceSettings defaults() {
        return new DeviceSettings(null, null);
    }

    java.time.Duration lifetime() {
        return (codeLifetime == null ? TEN_MINUTES : codeLifetime).toJavaDuration();
    }

    int interval() {
        return pollInterval == null ? FIVE_SECONDS : (int) pollInterval.toSeconds();
    }
}

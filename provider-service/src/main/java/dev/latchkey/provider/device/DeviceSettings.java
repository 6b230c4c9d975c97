package dev.latchkey.provider.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.limit.PendingLimit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Min;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The device flow.
 *
 * @param codeLifetime how long a person has to type the code; 10 minutes when left out
 * @param pollInterval how long a device waits between two polls; 5 seconds when left out
 * @param codesPerClient how many codes a client gets within a code's lifetime; 10000 when left out
 * @param codesPerAddress how many in the name of a public client from one address; 100 when left out
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
        Duration pollInterval,

        @JsonProperty("codesPerClient") @Min(1) @Nullable Integer codesPerClient,
        @JsonProperty("codesPerAddress") @Min(1) @Nullable Integer codesPerAddress) {
    private static final int TEN_THOUSAND = 10_000;
    private static final int HUNDRED = 100;
    private static final Duration TEN_MINUTES = Duration.minutes(10);
    private static final int FIVE_SECONDS = 5;

    /** The defaults. */
    public static DeviceSettings defaults() {
        return new DeviceSettings(null, null, null, null);
    }

    java.time.Duration lifetime() {
        return (codeLifetime == null ? TEN_MINUTES : codeLifetime).toJavaDuration();
    }

    PendingLimit limit(InstantSource clock) {
        return new PendingLimit(
                Optional.ofNullable(codesPerClient).orElse(TEN_THOUSAND),
                Optional.ofNullable(codesPerAddress).orElse(HUNDRED),
                lifetime(),
                clock);
    }

    int interval() {
        return pollInterval == null ? FIVE_SECONDS : (int) pollInterval.toSeconds();
    }
}

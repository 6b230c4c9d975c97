package dev.latchkey.provider.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail.
 *
 * @param retention how long the rows of audited acts are kept; 400 days when left out
 */
public record AuditSettings(
        @JsonProperty("retention") @MinDuration(value = 1, unit = TimeUnit.DAYS) @Nullable
        Duration retention) {
    // A year, and a month to look into what its last day brought.
    private static final Duration FOUR_HUNDRED_DAYS = Duration.days(400);

    /** The defaults. */
    public static AuditSettings defaults() {
        return new AuditSettings(null);
    }

    java.time.Duration period() {
        return (retention == null ? FOUR_HUNDRED_DAYS : retention).toJavaDuration();
    }
}

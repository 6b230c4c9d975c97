package dev.latchkey.provider.overload;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What happens when more is asked for than can be done.
 *
 * @param maxRequests how many requests are worked on at once, more are answered 503; when left out, 32 for each processor, but
 *     64 at least and 256 at most
 * @param maxTransfer how long a request may take to arrive and an answer to be taken; 20 s when left out
 */
public record OverloadSettings(
        @JsonProperty("maxRequests") @Min(1) @Max(10_000) Integer maxRequests,

        @JsonProperty("maxTransfer") @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        Duration maxTransfer) {
    private static final int REQUESTS_FOR_EACH_PROCESSOR = 32;
    private static final int LEAST_REQUESTS = 64;
    private static final int MOST_REQUESTS = 256;
    private static final Duration TRANSFER = Duration.seconds(20);

    /** Fills in the defaults. */
    public OverloadSettings(@Nullable Integer maxRequests, @Nullable Duration maxTransfer) {
        this.maxRequests = maxRequests == null ? requestsOfThisMachine() : maxRequests;
        this.maxTransfer = maxTransfer == null ? TRANSFER : maxTransfer;
    }

    // Each more that is worked on takes processor time from the thread that turns away whom there is no place for.
    private static int requestsOfThisMachine() {
        int requests = REQUESTS_FOR_EACH_PROCESSOR * Runtime.getRuntime().availableProcessors();
        return Math.min(MOST_REQUESTS, Math.max(LEAST_REQUESTS, requests));
    }

    /** The defaults. */
    public static OverloadSettings defaults() {
        return new OverloadSettings(null, null);
    }
}

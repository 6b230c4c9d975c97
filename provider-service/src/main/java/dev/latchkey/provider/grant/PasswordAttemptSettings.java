package dev.latchkey.provider.grant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often passwords may be guessed before there is a lock, and how long locks grow.
 *
 * @param perAccountAndAddress wrong passwords for one account from one address; 10 when left out
 * @param perAddress wrong passwords from one address for all accounts; 100 when left out
 * @param perAccount wrong passwords for one account from all addresses that nobody logged in to it from; 100 when left
 *     out
 * @param longestLock what the locks grow to; 15 minutes when left out
 */
public record PasswordAttemptSettings(
        @JsonProperty("perAccountAndAddress") @Min(1) @Nullable
        Integer perAccountAndAddress,

        @JsonProperty("perAddress") @Min(1) @Nullable Integer perAddress,
        @JsonProperty("perAccount") @Min(1) @Nullable Integer perAccount,

        @JsonProperty("longestLock")
        @MinDuration(value = 1, unit = TimeUnit.MINUTES)
        @MaxDuration(value = 15, unit = TimeUnit.MINUTES)
        @Nullable
        Duration longestLock) {
    private static final int TEN = 10;
    private static final int HUNDRED = 100;
    private static final Duration QUARTER_OF_AN_HOUR = Duration.minutes(15);

    /** The defaults. */
    public static PasswordAttemptSettings defaults() {
        return new PasswordAttemptSettings(null, null, null, null);
    }

    int ofPair() {
        return Optional.ofNullable(perAccountAndAddress).orElse(TEN);
    }

    int ofAddress() {
        return Optional.ofNullable(perAddress).orElse(HUNDRED);
    }

    int ofAccount() {
        return Optional.ofNullable(perAccount).orElse(HUNDRED);
    }

    /** What locks grow to. */
    public java.time.Duration longest() {
        return Optional.ofNullable(longestLock).orElse(QUARTER_OF_AN_HOUR).toJavaDuration();
    }
}

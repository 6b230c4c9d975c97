package dev.latchkey.provider.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.accounts.PasswordPolicy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Sign up by people themselves.
 *
 * @param enabled whether people may sign up; yes when left out
 * @param password which passwords may be chosen
 * @param attemptsPerAddress how often one address may try before it has to wait; 20 when left out
 */
public record SignUpSettings(
        @JsonProperty("enabled") @Nullable Boolean enabled,
        @JsonProperty("password") @Valid @Nullable PasswordPolicy password,

        @JsonProperty("attemptsPerAddress") @Min(1) @Nullable
        Integer attemptsPerAddress) {
    private static final int TWENTY = 20;

    /** The defaults. */
    public static SignUpSettings defaults() {
        return new SignUpSettings(null, null, null);
    }

    /** Whether people may sign up. */
    public boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** How often one address may try, whatever comes of it, before it has to wait. */
    public int attempts() {
        return attemptsPerAddress == null ? TWENTY : attemptsPerAddress;
    }

    /** Which passwords may be chosen. */
    public PasswordPolicy passwordPolicy() {
        return password == null ? PasswordPolicy.standard() : password;
    }
}

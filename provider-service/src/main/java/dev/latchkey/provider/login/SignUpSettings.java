package dev.latchkey.provider.login;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.accounts.PasswordPolicy;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * Sign up by people themselves.
 *
 * @param enabled whether people may sign up; yes when left out
 * @param password which passwords may be chosen
 */
public record SignUpSettings(
        @JsonProperty("enabled") @Nullable Boolean enabled,
        @JsonProperty("password") @Valid @Nullable PasswordPolicy password) {
    /** The defaults. */
    public static SignUpSettings defaults() {
        return new SignUpSettings(null, null);
    }

    /** Whether people may sign up. */
    public boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** Which passwords may be chosen. */
    public PasswordPolicy passwordPolicy() {
        return password == null ? PasswordPolicy.standard() : password;
    }
}

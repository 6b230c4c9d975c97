package dev.latchkey.provider.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotEmpty;
import org.jspecify.annotations.Nullable;

/**
 * A scope in the configuration.
 *
 * @param name the word in a token
 * @param description what it allows, in words for the people who are asked; the name when it is left out
 */
public record ScopeSettings(
        @JsonProperty("name") @NotEmpty String name,
        @JsonProperty("description") @Nullable String description) {
    public ScopeSettings {
        description = description == null ? name : description;
    }

    /** What it allows, in plain words. */
    @Override
    public String description() {
        return description == null ? name : description;
    }
}

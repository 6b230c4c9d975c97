package dev.latchkey.provider.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scope in the configuration.
 *
 * @param name the word in a token
 * @param description what it allows, in words for the people who are asked; the name when it is left out
 * @param descriptions the same in the languages of the pages, by language; the description stands for those left out
 * @param implies the scopes of the same resource that a token with this one gets too; none when left out
 */
public record ScopeSettings(
        @JsonProperty("name") @NotEmpty String name,
        @JsonProperty("description") @Nullable String description,
        @JsonProperty("descriptions") @Nullable Map<String, String> descriptions,
        @JsonProperty("implies") @Nullable List<String> implies) {
    public ScopeSettings {
        description = description == null ? name : description;
        descriptions = descriptions == null ? Map.of() : Map.copyOf(descriptions);
        implies = implies == null ? List.of() : List.copyOf(implies);
    }

    /** A scope that implies no other. */
    public static ScopeSettings of(String name, @Nullable String description) {
        return new ScopeSettings(name, description, null, null);
    }

    /** What it allows, in plain words. */
    @Override
    public String description() {
        return description == null ? name : description;
    }

    /** What it allows, by language; never null. */
    @Override
    public Map<String, String> descriptions() {
        return descriptions == null ? Map.of() : descriptions;
    }

    /** The scopes it implies; never null. */
    @Override
    public List<String> implies() {
        return implies == null ? List.of() : implies;
    }
}

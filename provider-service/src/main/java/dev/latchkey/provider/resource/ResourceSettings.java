package dev.latchkey.provider.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A protected resource in the configuration: an API, its audience and its scopes.
 *
 * @param identifier the {@code aud} of its tokens (RFC 8707 §2): an absolute URI without a fragment
 * @param scopes its scopes, in the order in which they are listed to clients
 */
public record ResourceSettings(
        @JsonProperty("identifier") @NotEmpty String identifier,
        @JsonProperty("scopes") @Valid @Nullable List<ScopeSettings> scopes) {
    public ResourceSettings {
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }

    /** Its scopes; never null. */
    @Override
    public List<ScopeSettings> scopes() {
        return scopes == null ? List.of() : scopes;
    }
}

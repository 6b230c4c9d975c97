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
 * @param defaultScopes those of its scopes that a client without default scopes of its own gets when it asks for none; all
 *     when left out
 * @param introspectionClients the ids of the clients that may introspect its tokens, beside each token's own client
 */
public record ResourceSettings(
        @JsonProperty("identifier") @NotEmpty String identifier,
        @JsonProperty("scopes") @Valid @Nullable List<ScopeSettings> scopes,
        @JsonProperty("defaultScopes") @Nullable List<String> defaultScopes,
        @JsonProperty("introspectionClients") @Nullable List<String> introspectionClients) {
    public ResourceSettings {
        defaultScopes = defaultScopes == null ? List.of() : List.copyOf(defaultScopes);
        introspectionClients = introspectionClients == null ? List.of() : List.copyOf(introspectionClients);
        scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }

    /** A resource whose scopes are all default ones, and whose tokens no other client introspects. */
    public ResourceSettings(String identifier, @Nullable List<ScopeSettings> scopes) {
        this(identifier, scopes, null, null);
    }

    /** The clients that may introspect its tokens; never null. */
    @Override
    public List<String> introspectionClients() {
        return introspectionClients == null ? List.of() : introspectionClients;
    }

    /** Its default scopes, empty for all; never null. */
    @Override
    public List<String> defaultScopes() {
        return defaultScopes == null ? List.of() : defaultScopes;
    }

    /** Its scopes; never null. */
    @Override
    public List<ScopeSettings> scopes() {
        return scopes == null ? List.of() : scopes;
    }
}

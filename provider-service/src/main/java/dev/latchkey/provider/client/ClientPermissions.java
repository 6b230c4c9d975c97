package dev.latchkey.provider.client;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RedirectUri;
import java.util.List;
import java.util.Set;

/**
 * What a client may do.
 *
 * @param grantTypes the grants it may use
 * @param scopes the scopes it may have
 * @param defaultScopes the scopes it gets when it asks for none; empty for the resources' own
 * @param redirectUris where its users may be sent back to
 * @param introspectsFor the resources whose tokens it may introspect beside its own, by identifier (RFC 7662 §4)
 */
public record ClientPermissions(
        Set<GrantType> grantTypes,
        ScopeSet scopes,
        ScopeSet defaultScopes,
        List<RedirectUri> redirectUris,
        Set<String> introspectsFor) {
    private static final int MAX_SCOPES = 4_096;
    private static final int MAX_GRANT_TYPES = 9;
    private static final int MAX_REDIRECT_URIS = 16_000;
    private static final int MAX_RESOURCES = 4_000;

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public ClientPermissions {
        grantTypes = Set.copyOf(grantTypes);
        redirectUris = List.copyOf(redirectUris);
        introspectsFor = Set.copyOf(introspectsFor);
        requireResources(introspectsFor);
        if (scopes.toString().length() > MAX_SCOPES || grantTypes.size() > MAX_GRANT_TYPES) {
            throw new IllegalArgumentException("A client has at most 4096 characters of scopes and 9 grant types.");
        }
        if (redirectUris.stream().mapToInt(uri -> uri.value().length() + 1).sum() > MAX_REDIRECT_URIS) {
            throw new IllegalArgumentException("A client has at most 16000 characters of redirect URIs.");
        }
        if (!scopes.containsAll(defaultScopes)) {
            throw new IllegalArgumentException("A default scope must be one of the client's scopes.");
        }
        if (grantTypes.contains(GrantType.AUTHORIZATION_CODE) && redirectUris.isEmpty()) {
            throw new IllegalArgumentException("The authorization_code grant needs at least one redirect URI.");
        }
    }

    private static void requireResources(Set<String> resources) {
        if (resources.stream().anyMatch(resource -> resource.isBlank() || resource.indexOf(' ') >= 0)
                || String.join(" ", resources).length() > MAX_RESOURCES) {
            throw new IllegalArgumentException("A resource that a client introspects for is a URI, and all of them"
                    + " have at most 4000 characters.");
        }
    }

    /** The permissions of a client that introspects no tokens but its own. */
    public ClientPermissions(
            Set<GrantType> grantTypes, ScopeSet scopes, ScopeSet defaultScopes, List<RedirectUri> redirectUris) {
        this(grantTypes, scopes, defaultScopes, redirectUris, Set.of());
    }

    /** The same, and it may introspect the tokens of these resources too. */
    public ClientPermissions introspectingFor(Set<String> resources) {
        return new ClientPermissions(grantTypes, scopes, defaultScopes, redirectUris, resources);
    }
}

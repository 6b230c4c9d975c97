package dev.latchkey.auth.metadata;

import dev.latchkey.auth.ScopeSet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An API and what it says of itself (RFC 9728 section 2); thread-safe. */
public final class ProtectedResource {
    static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

    private final MetadataSettings settings;
    private final URI resource;
    private final List<String> issuers;
    private final List<String> bearerMethods;
    private volatile ScopeSet named = ScopeSet.empty();

    /**
     * Describes an API.
     *
     * @param audience its URL where the settings name no other
     * @param issuers whose tokens it accepts
     * @param formTokens whether tokens may come in forms
     */
    public ProtectedResource(MetadataSettings settings, String audience, List<String> issuers, boolean formTokens) {
        this.settings = settings;
        this.resource = URI.create(settings.resource() == null ? audience : settings.resource());
        this.issuers = List.copyOf(issuers);
        this.bearerMethods = formTokens ? List.of("header", "body") : List.of("header");
    }

    /** Takes down the scopes that the endpoints' rules name, once they are known. */
    public void ruledBy(ScopeSet scopes) {
        named = scopes;
    }

    /** Where the document is: the well-known path before the path of the API (RFC 9728 section 3.1). */
    public String metadataUrl() {
        return resource.getScheme() + "://" + resource.getRawAuthority() + WELL_KNOWN + path();
    }

    /** The path of the API's URL; empty for none. */
    String path() {
        String path = resource.getRawPath();
        return "/".equals(path) ? "" : path;
    }

    /** The members of the document, in order. */
    Map<String, Object> document() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("resource", resource.toString());
        members.put("authorization_servers", issuers);
        List<String> scopes = settings.scopes() == null ? named.values() : settings.scopes();
        if (!scopes.isEmpty()) {
            members.put("scopes_supported", scopes);
        }
        members.put("bearer_methods_supported", bearerMethods);
        if (settings.name() != null) {
            members.put("resource_name", settings.name());
        }
        return members;
    }
}

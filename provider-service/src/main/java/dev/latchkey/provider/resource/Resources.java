package dev.latchkey.provider.resource;

import dev.latchkey.auth.ScopeSet;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The protected resources and the scope each word belongs to; checked when it is made. */
public final class Resources {
    private final Map<String, String> resourceByScope = new LinkedHashMap<>();

    /**
     * Takes the configured resources, in order.
     *
     * @throws IllegalArgumentException when an identifier is no absolute URI, or a scope belongs to two resources
     */
    public Resources(List<ResourceSettings> settings) {
        settings.forEach(this::add);
    }

    private void add(ResourceSettings resource) {
        requireIdentifier(resource.identifier());
        for (ScopeSettings scope : resource.scopes()) {
            ScopeSet.of(scope.name());
            String other = resourceByScope.putIfAbsent(scope.name(), resource.identifier());
            if (other != null) {
                throw new IllegalArgumentException("The scope \"" + scope.name() + "\" is listed under " + other
                        + " and again under " + resource.identifier()
                        + ": a scope belongs to one resource, rename one of them.");
            }
        }
    }

    private static void requireIdentifier(String identifier) {
        URI uri = URI.create(identifier);
        if (!uri.isAbsolute() || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("The resource identifier \"" + identifier
                    + "\" is not an absolute URI without a fragment (RFC 8707 section 2).");
        }
    }

    /** All scopes, in configured order. */
    public ScopeSet scopes() {
        return ScopeSet.of(List.copyOf(resourceByScope.keySet()));
    }

    /** The identifier of the resource that {@code scope} belongs to; empty when there is no such scope. */
    public Optional<String> resourceOf(String scope) {
        return Optional.ofNullable(resourceByScope.get(scope));
    }
}

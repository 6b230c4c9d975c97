package dev.latchkey.provider.resource;

import dev.latchkey.auth.ScopeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which scopes come along with which; checked when it is made, resolved once and for all. */
final class ImpliedScopes {
    private final Map<String, List<String>> direct = new LinkedHashMap<>();
    private final Map<String, ScopeSet> resolved = new LinkedHashMap<>();

    /**
     * Takes the scopes of all resources.
     *
     * @param resourceByScope the identifier of the resource each scope belongs to
     * @throws IllegalArgumentException when a scope implies one that is unknown, or of another resource, or itself
     */
    ImpliedScopes(List<ResourceSettings> resources, Map<String, String> resourceByScope) {
        resources.stream().flatMap(resource -> resource.scopes().stream()).forEach(scope -> {
            scope.implies().forEach(implied -> requireNeighbour(scope.name(), implied, resourceByScope));
            direct.put(scope.name(), scope.implies());
        });
        direct.keySet().forEach(scope -> resolve(scope, List.of()));
    }

    private static void requireNeighbour(String scope, String implied, Map<String, String> resourceByScope) {
        String other = resourceByScope.get(implied);
        if (other == null) {
            throw new IllegalArgumentException("The scope \"" + scope + "\" implies \"" + implied
                    + "\", which is no scope: list it under the same resource, or take it out.");
        }
        if (!other.equals(resourceByScope.get(scope))) {
            throw new IllegalArgumentException("The scope \"" + scope + "\" implies \"" + implied
                    + "\", which belongs to " + other
                    + ": a token is for one resource, imply scopes of the same one only.");
        }
    }

    private ScopeSet resolve(String scope, List<String> path) {
        if (path.contains(scope)) {
            throw new IllegalArgumentException("The scope \"" + scope + "\" implies itself ("
                    + String.join(" -> ", path) + " -> " + scope + "): break the circle.");
        }
        ScopeSet known = resolved.get(scope);
        if (known != null) {
            return known;
        }
        List<String> further = new ArrayList<>(path);
        further.add(scope);
        ScopeSet all = ScopeSet.of(scope);
        for (String implied : direct.getOrDefault(scope, List.of())) {
            all = all.union(resolve(implied, further));
        }
        resolved.put(scope, all);
        return all;
    }

    /** The scopes, followed by all that they imply. */
    ScopeSet with(ScopeSet scopes) {
        ScopeSet all = scopes;
        for (String scope : scopes.values()) {
            all = all.union(resolved.getOrDefault(scope, ScopeSet.empty()));
        }
        return all;
    }
}

package dev.latchkey.provider.resource;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.UriSyntax;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The protected resources and the scope each word belongs to; checked when it is made. */
public final class Resources {
    /** The provider's own scope: its tokens may be sent to the introspection endpoint (RFC 7662 §2.1). */
    public static final String INTROSPECTION = "introspection";

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final int MAX_IDENTIFIER = 2_000;
    private static final int MAX_SCOPES_LENGTH = 4_096;

    private final Map<String, String> resourceByScope = new LinkedHashMap<>();
    private final Map<String, ScopeDescription> descriptionByScope = new LinkedHashMap<>();
    private final Set<String> identifiers = new HashSet<>();
    private final Map<String, Set<String>> introspectionClients = new HashMap<>();
    private final Set<String> defaults = new HashSet<>();
    private final Set<String> withDefaults = new HashSet<>();
    private final ScopeSet scopes;
    private final ScopeSet requestable;
    private final ImpliedScopes implied;

    /**
     * Takes the configured resources, in order.
     *
     * @throws IllegalArgumentException when an identifier is no absolute URI, a scope is malformed, belongs to two
     *     resources, or implies one that it cannot, a default scope is not the resource's, or the scopes are too many
     *     for one token
     */
    public Resources(List<ResourceSettings> settings) {
        settings.forEach(this::add);
        this.scopes = ScopeSet.of(resourceByScope.keySet());
        requireFit(scopes);
        this.requestable = scopes.union(ScopeSet.of(INTROSPECTION));
        this.implied = new ImpliedScopes(settings, resourceByScope);
    }

    // A token can end up with all of them, and its scope fits a column.
    private static void requireFit(ScopeSet scopes) {
        if (scopes.toString().length() > MAX_SCOPES_LENGTH) {
            throw new IllegalArgumentException("All scopes together have more than " + MAX_SCOPES_LENGTH
                    + " characters: shorten their names, or list fewer.");
        }
    }

    private void add(ResourceSettings resource) {
        requireIdentifier(resource.identifier());
        identifiers.add(resource.identifier());
        introspectionClients
                .computeIfAbsent(resource.identifier(), unknown -> new HashSet<>())
                .addAll(resource.introspectionClients());
        for (ScopeSettings scope : resource.scopes()) {
            requireScope(scope.name());
            requireLanguages(scope);
            descriptionByScope.put(scope.name(), new ScopeDescription(scope.description(), scope.descriptions()));
            String other = resourceByScope.putIfAbsent(scope.name(), resource.identifier());
            if (other != null) {
                throw new IllegalArgumentException("The scope \"" + scope.name() + "\" is listed under " + other
                        + " and again under " + resource.identifier()
                        + ": a scope belongs to one resource, rename one of them.");
            }
        }
        addDefaults(resource.identifier(), resource.scopes(), resource.defaultScopes());
    }

    private void addDefaults(String identifier, List<ScopeSettings> scopes, List<String> defaults) {
        List<String> names = scopes.stream().map(ScopeSettings::name).toList();
        defaults.stream().filter(scope -> !names.contains(scope)).findFirst().ifPresent(stranger -> {
            throw new IllegalArgumentException("The default scope \"" + stranger + "\" of " + identifier
                    + " is no scope of it: list it under its scopes, or take it out of defaultScopes.");
        });
        this.defaults.addAll(defaults);
        if (!defaults.isEmpty()) {
            withDefaults.add(identifier);
        }
    }

    private static void requireIdentifier(String identifier) {
        if (identifier.length() > MAX_IDENTIFIER || !isAbsolute(identifier)) {
            throw new IllegalArgumentException("The resource identifier \"" + identifier
                    + "\" is not an absolute URI of at most 2000 characters without a fragment (RFC 8707 section 2):"
                    + " write it like https://api.example.com.");
        }
    }

    private static boolean isAbsolute(String identifier) {
        return UriSyntax.parse(identifier)
                .filter(uri -> uri.isAbsolute() && uri.getRawFragment() == null)
                .isPresent();
    }

    private static void requireLanguages(ScopeSettings scope) {
        scope.descriptions().keySet().stream()
                .filter(language -> !LANGUAGE.matcher(language).matches())
                .findFirst()
                .ifPresent(language -> {
                    throw new IllegalArgumentException("The scope \"" + scope.name() + "\" is described in \""
                            + language + "\", which is no language: write two letters, such as de.");
                });
    }

    private static void requireScope(String name) {
        try {
            ScopeSet.of(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The scope \"" + name + "\" is not one word: " + e.getMessage(), e);
        }
    }

    /** All scopes, in configured order. */
    public ScopeSet scopes() {
        return scopes;
    }

    /** All scopes that a client can ask for: those of the resources, then the provider's own. */
    public ScopeSet requestable() {
        return requestable;
    }

    /**
     * What a client that may have {@code some}, and has no default scopes of its own, gets when it names none: the
     * default scopes among those and what they imply, and of a resource without default scopes all of {@code some}.
     */
    public ScopeSet defaultsAmong(ScopeSet some) {
        ScopeSet all = withImplied(some);
        return ScopeSet.of(scopes.values().stream()
                .filter(scope ->
                        hasDefaults(scope) ? defaults.contains(scope) && all.contains(scope) : some.contains(scope))
                .toList());
    }

    private boolean hasDefaults(String scope) {
        return resourceOf(scope).filter(withDefaults::contains).isPresent();
    }

    /** The ids of the clients that may introspect the tokens of a resource, beside each token's own client. */
    public Set<String> introspectionClients(String identifier) {
        return Collections.unmodifiableSet(introspectionClients.getOrDefault(identifier, Set.of()));
    }

    /** The identifier of the resource that {@code scope} belongs to; empty when there is no such scope. */
    public Optional<String> resourceOf(String scope) {
        return Optional.ofNullable(resourceByScope.get(scope));
    }

    /** The scopes, followed by all that they imply (directly or through others). */
    public ScopeSet withImplied(ScopeSet some) {
        return implied.with(some);
    }

    /** Whether there is a resource with this identifier. */
    public boolean isKnown(String identifier) {
        return identifiers.contains(identifier);
    }

    /** What {@code scope} allows, in words for people; the scope itself when nobody described it. */
    public ScopeDescription descriptionOf(String scope) {
        return descriptionByScope.getOrDefault(scope, new ScopeDescription(scope, Map.of()));
    }
}

package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import io.dropwizard.auth.Auth;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows the rule of each endpoint: its own, else what it inherits; sub-resource locators on the way add theirs. */
final class RuleBook {
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private final @Nullable DefaultRule otherwise;
    // Bounded by the application's code: an entry per endpoint and way of use.
    private final Map<Use, Optional<AccessRule>> whole = new ConcurrentHashMap<>();
    private final Map<Use, Optional<AccessRule>> ofMethod = new ConcurrentHashMap<>();

    RuleBook(@Nullable DefaultRule otherwise) {
        this.otherwise = otherwise;
    }

    /** Whether requests of this HTTP method only read. */
    static boolean reads(String httpMethod) {
        return READING_METHODS.contains(httpMethod);
    }

    /**
     * The rule of an endpoint.
     *
     * @param locators the sub-resource locators that lead to it, the last one first; mostly none
     * @throws IllegalArgumentException if an annotation names something that is not a scope or demands nothing
     */
    AccessRule of(Endpoint endpoint, List<Endpoint> locators, boolean reads) {
        List<Endpoint> way = new ArrayList<>(List.of(endpoint));
        way.addAll(locators);
        AccessRule nearest = way.stream()
                .flatMap(step -> whole(new Use(step, reads)).stream())
                .findFirst()
                .orElseGet(() -> unruled(reads));
        // What stands on a locator's method is meant for everything behind it, whatever that says for itself.
        AccessRule all = locators.stream()
                .flatMap(locator -> ofMethod(new Use(locator, reads)).stream())
                .reduce(nearest, AccessRule::and);
        return withParameters(all, endpoint);
    }

    private AccessRule unruled(boolean reads) {
        return otherwise == null ? AccessRule.Closed.NO_RULE : otherwise.rule(reads);
    }

    private Optional<AccessRule> whole(Use use) {
        return whole.computeIfAbsent(
                use, key -> key.read(AnnotatedElements.ofEndpoint(key.endpoint.type(), key.endpoint.method())));
    }

    private Optional<AccessRule> ofMethod(Use use) {
        return ofMethod.computeIfAbsent(
                use,
                key -> key.read(List.copyOf(AnnotatedElements.ofMethod(key.endpoint.type(), key.endpoint.method()))));
    }

    // An endpoint that wants a principal takes one, and one of a token no other: nothing else could fill its parameter.
    private static AccessRule withParameters(AccessRule rule, Endpoint endpoint) {
        Optional<Parameter> principal = AnnotatedElements.ofMethod(endpoint.type(), endpoint.method()).stream()
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> parameter.isAnnotationPresent(Auth.class))
                .findFirst();
        if (rule instanceof AccessRule.Open) {
            return principal.map(RuleBook::ruleOf).orElse(rule);
        }
        boolean tokens = principal
                .filter(parameter -> parameter.getType() == TokenPrincipal.class)
                .isPresent();
        return tokens && rule instanceof AccessRule.Demand demand ? demand.byTokenAlone() : rule;
    }

    private static AccessRule ruleOf(Parameter principal) {
        if (principal.getType() == Optional.class) {
            return new AccessRule.OpenWithToken();
        }
        // Another class of principal comes from another authentication.
        boolean others = !principal.getType().isAssignableFrom(TokenPrincipal.class);
        return new AccessRule.Demand(ScopeRule.ANY_TOKEN, List.of(), others);
    }

    private record Use(Endpoint endpoint, boolean reads) {
        Optional<AccessRule> read(List<AnnotatedElement> elements) {
            try {
                return AccessRules.of(elements, reads);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("The annotations of " + endpoint + ": " + e.getMessage(), e);
            }
        }
    }
}

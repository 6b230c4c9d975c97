package dev.latchkey.auth.bearer;

import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.auth.RequiresResourceScope;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.ScopeMatch;
import dev.latchkey.auth.ScopeSet;
import io.dropwizard.auth.Auth;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the access rule of a resource method from its annotations: the method's, else the class's, else none. */
final class AccessRules {
    private static final Set<String> READING_METHODS = Set.of("GET", "HEAD", "OPTIONS");

    private AccessRules() {}

    /**
     * Finds the rule.
     *
     * @throws IllegalArgumentException if an annotation names something that is not a scope
     */
    static AccessRule of(Class<?> resource, Method method, String httpMethod) {
        // Jersey answers OPTIONS by itself where a resource does not; that takes a token like the rest.
        if (resource.getName().startsWith("org.glassfish.jersey.")) {
            return new AccessRule.Demand(ScopeRule.ANY_TOKEN, false);
        }
        List<AnnotatedElement> elements = Stream.concat(
                        AnnotatedElements.ofMethod(resource, method).stream(),
                        AnnotatedElements.ofClass(resource).stream())
                .toList();
        boolean user = elements.stream().anyMatch(element -> element.isAnnotationPresent(RequiresUser.class));
        return elements.stream()
                .flatMap(element -> ofElement(element, reads(httpMethod), user).stream())
                .findFirst()
                .or(() -> anyUser(user))
                .map(rule -> withParameters(rule, method))
                .orElse(AccessRule.Closed.NO_RULE);
    }

    // Where nothing else is demanded: the demand for a user adds to a rule, and never takes the place of one.
    private static Optional<AccessRule> anyUser(boolean user) {
        return user ? Optional.of(new AccessRule.Demand(ScopeRule.ANY_TOKEN, true)) : Optional.empty();
    }

    private static boolean reads(String httpMethod) {
        return READING_METHODS.contains(httpMethod);
    }

    private static Optional<AccessRule> ofElement(AnnotatedElement element, boolean reads, boolean user) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(AccessRule.Closed.DENIED);
        }
        Optional<AccessRule> demand = Stream.of(readWrite(element, reads), resource(element, reads), scopes(element))
                .flatMap(Optional::stream)
                .reduce(ScopeRule::and)
                .map(scopes -> new AccessRule.Demand(scopes, user));
        if (demand.isPresent()) {
            return demand;
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(open(user)) : Optional.empty();
    }

    // A class that demands a user does so for a method open to everybody else, too.
    private static AccessRule open(boolean user) {
        return user ? new AccessRule.Demand(ScopeRule.ANY_TOKEN, true) : new AccessRule.Open();
    }

    private static Optional<ScopeRule> scopes(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotationsByType(RequiresScope.class))
                .map(AccessRules::alternative)
                .reduce(ScopeRule::or);
    }

    private static ScopeRule alternative(RequiresScope annotation) {
        if (annotation.match() == ScopeMatch.ALL) {
            return ScopeRule.all(ScopeSet.of(annotation.value()));
        }
        return new ScopeRule(Arrays.stream(annotation.value()).map(ScopeSet::of).toList());
    }

    private static Optional<ScopeRule> readWrite(AnnotatedElement element, boolean reads) {
        return Optional.ofNullable(element.getAnnotation(RequiresReadWriteScope.class))
                .map(annotation -> ScopeSet.of(reads ? "read" : "write").union(ScopeSet.of(annotation.value())))
                .map(ScopeRule::all);
    }

    private static Optional<ScopeRule> resource(AnnotatedElement element, boolean reads) {
        return Optional.ofNullable(element.getAnnotation(RequiresResourceScope.class))
                .map(annotation -> ScopeSet.of(annotation.value() + (reads ? ":read" : ":write")))
                .map(ScopeRule::all);
    }

    private static AccessRule withParameters(AccessRule rule, Method method) {
        Optional<Parameter> principal = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Auth.class))
                .findFirst();
        if (!(rule instanceof AccessRule.Open) || principal.isEmpty()) {
            return rule;
        }
        return principal.get().getType() == Optional.class
                ? new AccessRule.OpenWithToken()
                : new AccessRule.Demand(ScopeRule.ANY_TOKEN, false);
    }
}

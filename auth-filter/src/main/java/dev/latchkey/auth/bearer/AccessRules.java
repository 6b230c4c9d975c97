package dev.latchkey.auth.bearer;

import dev.latchkey.auth.AllowsOtherAuthentication;
import dev.latchkey.auth.RequiresAuthentication;
import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.auth.RequiresResourceScope;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.auth.RequiresUser;
import dev.latchkey.auth.ScopeMatch;
import dev.latchkey.auth.ScopeSet;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads access rules from annotations: the nearest element's that has one. */
final class AccessRules {
    private AccessRules() {}

    /**
     * Finds the rule, if one of the elements has one.
     *
     * @param elements nearest first
     * @param reads whether the request's HTTP method only reads
     * @throws IllegalArgumentException if an annotation names something that is not a scope or demands nothing
     */
    static Optional<AccessRule> of(List<AnnotatedElement> elements, boolean reads) {
        Optional<AccessRule> found = elements.stream()
                .flatMap(element -> ofElement(element, reads).stream())
                .findFirst();
        // These add to a rule and never take the place of one: where nothing else is demanded, any token will do.
        List<Requirement> additions = additions(elements);
        return additions.isEmpty()
                ? found
                : Optional.of(found.orElseGet(AccessRule.Open::new)
                        .and(new AccessRule.Demand(ScopeRule.ANY_TOKEN, additions, allowsOthers(found))));
    }

    private static boolean allowsOthers(Optional<AccessRule> rule) {
        return rule.filter(found -> found instanceof AccessRule.Demand demand && demand.others())
                .isPresent();
    }

    private static List<Requirement> additions(List<AnnotatedElement> elements) {
        Stream<Requirement> user = elements.stream()
                .filter(element -> element.isAnnotationPresent(RequiresUser.class))
                .limit(1)
                .map(element -> new UserRequirement());
        Stream<Requirement> authentication = elements.stream()
                .flatMap(element -> Stream.ofNullable(element.getAnnotation(RequiresAuthentication.class)))
                .limit(1)
                .map(AuthenticationRequirement::of);
        return Stream.concat(user, authentication).toList();
    }

    private static Optional<AccessRule> ofElement(AnnotatedElement element, boolean reads) {
        if (element.isAnnotationPresent(DenyAll.class)) {
            return Optional.of(AccessRule.Closed.DENIED);
        }
        boolean others = element.isAnnotationPresent(AllowsOtherAuthentication.class);
        List<ScopeRule> scopes = Stream.of(readWrite(element, reads), resource(element, reads), scopes(element))
                .flatMap(Optional::stream)
                .toList();
        List<Requirement> roles = Stream.ofNullable(element.getAnnotation(RolesAllowed.class))
                .<Requirement>map(annotation -> new RoleRequirement(List.of(annotation.value())))
                .toList();
        if (others || !scopes.isEmpty() || !roles.isEmpty()) {
            ScopeRule all = scopes.stream().reduce(ScopeRule::and).orElse(ScopeRule.ANY_TOKEN);
            return Optional.of(new AccessRule.Demand(all, roles, others));
        }
        return element.isAnnotationPresent(PermitAll.class) ? Optional.of(new AccessRule.Open()) : Optional.empty();
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
}

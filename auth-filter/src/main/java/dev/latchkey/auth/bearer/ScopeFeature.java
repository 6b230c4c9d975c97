package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenValidator;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Optional;

/** Puts the filters an endpoint's rule asks for in front of it, once, at start; an endpoint without a rule is closed. */
public final class ScopeFeature implements DynamicFeature {
    private final TokenValidator validator;
    private final BearerRefusals refusals;

    /**
     * Guards all endpoints of an application.
     *
     * @param validator judges the tokens
     * @param realm the protection space named in challenges (RFC 9110 section 11.5)
     */
    public ScopeFeature(TokenValidator validator, String realm) {
        this.validator = validator;
        this.refusals = new BearerRefusals(realm);
    }

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        AccessRule rule =
                AccessRules.of(endpoint.getResourceClass(), endpoint.getResourceMethod(), httpMethod(endpoint));
        if (rule instanceof AccessRule.Open) {
            return;
        }
        if (rule instanceof AccessRule.Closed closed) {
            context.register(new ClosedEndpointFilter(refusals, closed));
            return;
        }
        context.register(new BearerAuthenticationFilter(validator, refusals, rule));
        if (rule instanceof AccessRule.Demand demand) {
            context.register(new ScopeFilter(refusals, demand));
        }
    }

    private static String httpMethod(ResourceInfo endpoint) {
        return AnnotatedElements.ofMethod(endpoint.getResourceClass(), endpoint.getResourceMethod()).stream()
                .flatMap(element -> designator(element).stream())
                .findFirst()
                .orElse("");
    }

    private static Optional<String> designator(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Optional.ofNullable(type.getAnnotation(HttpMethod.class)).stream())
                .map(HttpMethod::value)
                .findFirst();
    }
}

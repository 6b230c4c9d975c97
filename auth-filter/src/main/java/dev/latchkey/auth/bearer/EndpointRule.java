package dev.latchkey.auth.bearer;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.Resource;

/** The rule of one endpoint as it holds for a request: by its HTTP method and the locators that led to it. */
final class EndpointRule {
    private final RuleBook book;
    private final Endpoint endpoint;
    private final AccessRule reading;
    private final AccessRule writing;
    private final boolean derived;

    EndpointRule(RuleBook book, Endpoint endpoint) {
        this.book = book;
        this.endpoint = endpoint;
        this.reading = book.of(endpoint, List.of(), true);
        this.writing = book.of(endpoint, List.of(), false);
        this.derived = endpoint.isDerived();
    }

    /** The rule for this request. */
    AccessRule of(ContainerRequestContext request) {
        boolean reads = RuleBook.reads(request.getMethod());
        ExtendedUriInfo match = (ExtendedUriInfo) request.getUriInfo();
        if (derived) {
            return Preflight.matches(request) ? new AccessRule.Open() : derived(match, locators(match));
        }
        if (match.getMatchedResourceLocators().isEmpty()) {
            return reads ? reading : writing;
        }
        return book.of(endpoint, locators(match), reads);
    }

    // Jersey answers OPTIONS from the other methods of the resource: who may not GET may not ask what else there is.
    private AccessRule derived(ExtendedUriInfo match, List<Endpoint> locators) {
        Resource resource = match.getMatchedModelResource();
        return resource.getResourceMethods().stream()
                .filter(method -> HttpMethod.GET.equals(method.getHttpMethod()))
                .findFirst()
                .map(method -> book.of(Endpoint.of(method), locators, true))
                .orElse(AccessRule.Demand.ANY_TOKEN);
    }

    private static List<Endpoint> locators(ExtendedUriInfo match) {
        return match.getMatchedResourceLocators().stream().map(Endpoint::of).toList();
    }
}

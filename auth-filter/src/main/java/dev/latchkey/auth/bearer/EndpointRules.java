package dev.latchkey.auth.bearer;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rule that holds for a request. One for all endpoints: filters that Jersey is given for each of them it merges
 * and sorts again for each request, which costs more than the rules do.
 */
final class EndpointRules {
    private final RuleBook book;
    // Bounded by the application's code: an entry per endpoint.
    private final Map<Endpoint, EndpointRule> known = new ConcurrentHashMap<>();

    EndpointRules(RuleBook book) {
        this.book = book;
    }

    /** The rule; nobody may use what cannot be told. */
    AccessRule of(ContainerRequestContext request) {
        @Nullable ResourceMethod model = ((ExtendedUriInfo) request.getUriInfo()).getMatchedResourceMethod();
        return model == null
                ? AccessRule.Closed.NO_RULE
                : of(Endpoint.of(model)).of(request);
    }

    private EndpointRule of(Endpoint endpoint) {
        EndpointRule rule = known.get(endpoint);
        return rule == null ? known.computeIfAbsent(endpoint, any -> new EndpointRule(book, any)) : rule;
    }
}

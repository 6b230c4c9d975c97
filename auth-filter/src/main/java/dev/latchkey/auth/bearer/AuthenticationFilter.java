package dev.latchkey.auth.bearer;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.IOException;

/**
 * Stands before each endpoint: has its callers authenticated as its rule demands.
 *
 * <p>It refuses by throwing, as Dropwizard's own authentication filters do; whatever else goes wrong leaves the request
 * refused as well, since no principal is set.
 */
@Priority(Priorities.AUTHENTICATION)
final class AuthenticationFilter implements ContainerRequestFilter {
    private final TokenJudge judge;
    private final OtherAuthentication others;
    private final BearerRefusals refusals;
    private final EndpointRules rules;

    AuthenticationFilter(TokenJudge judge, OtherAuthentication others, BearerRefusals refusals, EndpointRules rules) {
        this.judge = judge;
        this.others = others;
        this.refusals = refusals;
        this.rules = rules;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        AccessRule rule = rules.of(request);
        if (rule instanceof AccessRule.Closed closed) {
            throw refusals.closed(closed.description());
        }
        if (rule instanceof AccessRule.Open) {
            return;
        }
        if (!judge.authenticate(request) && rule instanceof AccessRule.Demand demand) {
            withoutToken(request, demand);
        }
    }

    private void withoutToken(ContainerRequestContext request, AccessRule.Demand demand) throws IOException {
        BearerRefusal noToken = refusals.noToken(demand.scopesNamed());
        if (!demand.others()) {
            throw noToken;
        }
        others.authenticate(request, noToken);
    }
}

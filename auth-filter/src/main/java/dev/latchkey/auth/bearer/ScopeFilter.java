package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Compares the scopes of the principal with the endpoint's rule (RFC 6750 section 3.1, insufficient_scope). */
@Priority(Priorities.AUTHORIZATION)
final class ScopeFilter implements ContainerRequestFilter {
    private final BearerRefusals refusals;
    private final AccessRule.Demand demand;

    ScopeFilter(BearerRefusals refusals, AccessRule.Demand demand) {
        this.refusals = refusals;
        this.demand = demand;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (Preflight.matches(request)) {
            return;
        }
        if (!(request.getSecurityContext().getUserPrincipal() instanceof TokenPrincipal principal)) {
            throw refusals.noToken(demand.scopes().named());
        }
        if (!demand.scopes().isSatisfiedBy(principal.scopes())) {
            throw refusals.insufficientScope(demand.scopes().named());
        }
        if (demand.user() && !principal.isUser()) {
            throw refusals.noUser();
        }
    }
}

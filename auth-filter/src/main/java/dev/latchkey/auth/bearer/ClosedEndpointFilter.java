package dev.latchkey.auth.bearer;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Refuses everybody: stands before endpoints that are denied or that nobody wrote a rule for. */
@Priority(Priorities.AUTHENTICATION)
final class ClosedEndpointFilter implements ContainerRequestFilter {
    private final BearerRefusals refusals;
    private final AccessRule.Closed rule;

    ClosedEndpointFilter(BearerRefusals refusals, AccessRule.Closed rule) {
        this.refusals = refusals;
        this.rule = rule;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        throw refusals.closed(rule.description());
    }
}

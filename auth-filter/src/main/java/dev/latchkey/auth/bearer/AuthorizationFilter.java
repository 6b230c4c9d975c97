package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the principal with the endpoint's rule (RFC 6750 section 3.1, insufficient_scope; RFC 9470). */
@Priority(Priorities.AUTHORIZATION)
final class AuthorizationFilter implements ContainerRequestFilter {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuthorizationFilter.class);

    private final BearerRefusals refusals;
    private final EndpointRules rules;
    private final InstantSource clock;

    AuthorizationFilter(BearerRefusals refusals, EndpointRules rules, InstantSource clock) {
        this.refusals = refusals;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(rules.of(request) instanceof AccessRule.Demand demand)) {
            return;
        }
        SecurityContext context = request.getSecurityContext();
        Principal principal = context.getUserPrincipal();
        if (principal == null || !(principal instanceof TokenPrincipal || demand.others())) {
            throw refusals.noToken(demand.scopesNamed());
        }
        check(new Caller(principal, context, clock.instant()), demand);
    }

    private void check(Caller caller, AccessRule.Demand demand) {
        if (caller.principal() instanceof TokenPrincipal token
                && !demand.scopes().isSatisfiedBy(token.scopes())) {
            throw logged(refusals.insufficientScope(demand.scopesNamed()), caller, demand.scopes());
        }
        for (Requirement requirement : demand.more()) {
            Optional<BearerRefusal> refusal = requirement.refusal(caller, refusals);
            if (refusal.isPresent()) {
                throw logged(refusal.get(), caller, requirement);
            }
        }
    }

    private static BearerRefusal logged(BearerRefusal refusal, Caller caller, Object demanded) {
        LOGGER.info("Refused {}: the endpoint demands {}", caller.name(), demanded);
        return refusal;
    }
}

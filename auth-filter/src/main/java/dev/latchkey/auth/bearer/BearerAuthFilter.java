package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.ScopeSet;
import dev.latchkey.auth.TokenPrincipal;
import io.dropwizard.auth.AuthFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;

/** Demands any valid token, as one of the filters in a chain of Dropwizard's; rules are not its business. */
@Priority(Priorities.AUTHENTICATION)
final class BearerAuthFilter extends AuthFilter<PresentedToken, TokenPrincipal> {
    private final TokenJudge judge;
    private final BearerRefusals refusals;

    BearerAuthFilter(TokenJudge judge, BearerRefusals refusals) {
        this.judge = judge;
        this.refusals = refusals;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!judge.authenticate(request)) {
            throw refusals.noToken(ScopeSet.empty());
        }
        // A chain asks the next filter unless the security context is another one afterwards.
        request.setSecurityContext(((BearerSecurityContext) request.getSecurityContext()).copy());
    }
}

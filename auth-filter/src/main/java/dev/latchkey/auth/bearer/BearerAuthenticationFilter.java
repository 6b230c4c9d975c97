package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenPrincipal;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidation.Rejected;
import dev.latchkey.auth.TokenValidation.Unavailable;
import dev.latchkey.auth.TokenValidation.Valid;
import dev.latchkey.auth.TokenValidator;
import io.dropwizard.auth.AuthFilter;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the Bearer token of a request, has it judged and puts its principal into the security context (RFC 6750).
 *
 * <p>It refuses by throwing, as Dropwizard's own authentication filters do; whatever else goes wrong leaves the request
 * refused as well, since no principal is set.
 */
@Priority(Priorities.AUTHENTICATION)
final class BearerAuthenticationFilter extends AuthFilter<PresentedToken, TokenPrincipal> {
    private static final Logger LOGGER = LoggerFactory.getLogger(BearerAuthenticationFilter.class);

    private final TokenValidator validator;
    private final BearerRefusals refusals;
    private final AccessRule rule;

    BearerAuthenticationFilter(TokenValidator validator, BearerRefusals refusals, AccessRule rule) {
        this.validator = validator;
        this.refusals = refusals;
        this.rule = rule;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (Preflight.matches(request)) {
            return;
        }
        BearerCredentials credentials = BearerCredentials.of(request);
        if (credentials instanceof BearerCredentials.Malformed malformed) {
            throw refusals.malformed(malformed.advice());
        }
        if (credentials instanceof BearerCredentials.Present present) {
            TokenPrincipal principal = judge(present.token());
            request.setSecurityContext(new BearerSecurityContext(principal, request.getSecurityContext()));
            return;
        }
        if (rule instanceof AccessRule.Demand demand) {
            throw refusals.noToken(demand.scopes().named());
        }
    }

    private TokenPrincipal judge(PresentedToken token) {
        TokenValidation validation = validator.validate(token);
        if (validation instanceof Valid valid) {
            return valid.principal();
        }
        if (validation instanceof Rejected rejected) {
            LOGGER.info("Refused token {}: {}", token.fingerprint(), rejected.logReason());
            throw refusals.rejected(rejected.fault());
        }
        Unavailable unavailable = (Unavailable) validation;
        LOGGER.info("Cannot judge token {}: {}", token.fingerprint(), unavailable.logReason());
        throw refusals.unavailable(unavailable.retryAfter());
    }
}

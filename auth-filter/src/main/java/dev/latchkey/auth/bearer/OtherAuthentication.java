package dev.latchkey.auth.bearer;

import io.dropwizard.auth.AuthFilter;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Authenticates requests without a token by another of Dropwizard's filters, where an endpoint allows it. */
final class OtherAuthentication {
    private static final int UNAUTHORIZED = 401;

    private final @Nullable AuthFilter<?, ? extends Principal> filter;

    OtherAuthentication(@Nullable AuthFilter<?, ? extends Principal> filter) {
        this.filter = filter;
    }

    /**
     * Sets the security context if the request carries what the other filter asks for.
     *
     * @param noToken thrown if not, with the other filter's challenge besides its own (RFC 9110 section 11.6.1)
     */
    void authenticate(ContainerRequestContext request, BearerRefusal noToken) throws IOException {
        // Where there is none, one that the application registered by itself may do it; if not, authorization refuses.
        if (filter == null || request.getSecurityContext().getUserPrincipal() != null) {
            return;
        }
        try {
            filter.filter(request);
        } catch (WebApplicationException refusal) {
            throw both(refusal, noToken);
        }
    }

    private static WebApplicationException both(WebApplicationException refusal, BearerRefusal noToken) {
        if (refusal.getResponse().getStatus() != UNAUTHORIZED) {
            return refusal;
        }
        Response.ResponseBuilder answer = Response.fromResponse(noToken.getResponse());
        refusal.getResponse()
                .getHeaders()
                .getOrDefault(HttpHeaders.WWW_AUTHENTICATE, List.of())
                .forEach(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        return new BearerRefusal(answer.build());
    }
}

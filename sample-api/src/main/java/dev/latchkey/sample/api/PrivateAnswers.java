package dev.latchkey.sample.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Says of every answer that nobody stores it, since users are personal data, and that it is of no other type than it says. */
public final class PrivateAnswers implements ContainerResponseFilter {
    static final String STORED_NOWHERE = "no-store";
    static final String TYPE_OPTIONS = "X-Content-Type-Options";
    static final String AS_IT_SAYS = "nosniff";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, STORED_NOWHERE);
        response.getHeaders().putSingle(TYPE_OPTIONS, AS_IT_SAYS);
    }
}

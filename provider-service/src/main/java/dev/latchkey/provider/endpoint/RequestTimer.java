package dev.latchkey.provider.endpoint;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;

/** Times each request that Jersey serves; everything that is no endpoint counts as {@code other}. */
@PreMatching
@Priority(1)
public final class RequestTimer implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEGIN = RequestTimer.class.getName();

    private final RequestTimes times;

    public RequestTimer(RequestTimes times) {
        this.times = times;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGIN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGIN) instanceof Long begin) {
            String endpoint = EndpointPaths.endpointOf(request.getUriInfo().getPath());
            times.record(endpoint, response.getStatus(), begin);
        }
    }
}

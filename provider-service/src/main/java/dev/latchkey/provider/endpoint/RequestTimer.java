package dev.latchkey.provider.endpoint;

import com.codahale.metrics.MetricRegistry;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.concurrent.TimeUnit;

/** Times each request by endpoint and kind of status; everything that is no endpoint counts as {@code other}. */
@PreMatching
@Priority(1)
public final class RequestTimer implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String BEGIN = RequestTimer.class.getName();
    private static final int HUNDRED = 100;

    private final MetricRegistry metrics;

    public RequestTimer(MetricRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(BEGIN, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(BEGIN) instanceof Long begin) {
            // Prometheus writes both signs alike, and refuses two metrics of one name.
            String endpoint =
                    EndpointPaths.endpointOf(request.getUriInfo().getPath()).replace('-', '_');
            String status = response.getStatus() / HUNDRED + "xx";
            metrics.timer(MetricRegistry.name("latchkey.requests", endpoint, status))
                    .update(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }
}

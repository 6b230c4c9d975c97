package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.ClientOrigins;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Lets scripts of registered origins call the endpoints that browsers may call (CORS, Fetch §3.2). A preflight knows no
 * client, so any enabled client's origin passes; the answer itself is readable for the origins of the client that the
 * request names. Exact text only; never with credentials, never {@code null}.
 */
@PreMatching
@Priority(200)
public final class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final int NO_CONTENT = 204;

    private final ClientOrigins origins;

    public CorsFilter(ClientOrigins origins) {
        this.origins = origins;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (ClientEndpoints.isForBrowsers(request.getUriInfo()) && isPreflight(request)) {
            Response.ResponseBuilder answer = Response.status(NO_CONTENT);
            origin(request)
                    .filter(origins::has)
                    .ifPresent(origin -> answer.header(ALLOW_ORIGIN, origin)
                            .header("Access-Control-Allow-Methods", "POST")
                            .header("Access-Control-Allow-Headers", "Authorization, Content-Type")
                            .header("Access-Control-Max-Age", "600"));
            request.abortWith(answer.build());
        }
    }

    private static boolean isPreflight(ContainerRequestContext request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString("Access-Control-Request-Method") != null;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!ClientEndpoints.isForBrowsers(request.getUriInfo())) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        origin(request)
                .filter(origin -> NamedClient.of(request)
                        .filter(client -> origins.has(client, origin))
                        .isPresent())
                .ifPresent(origin -> headers.putSingle(ALLOW_ORIGIN, origin));
    }

    private static Optional<String> origin(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(ORIGIN));
    }
}

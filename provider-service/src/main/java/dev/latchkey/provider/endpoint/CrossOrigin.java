package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientOrigins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Lets scripts of registered origins call the endpoints that browsers may call (CORS, Fetch §3.2). A preflight knows no
 * client, so any enabled client's origin passes; the answer itself is readable for the origins of the client that the
 * request names. Exact text only; never with credentials, never {@code null}.
 */
public final class CrossOrigin {
    private static final String ORIGIN = "Origin";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final ClientOrigins origins;

    public CrossOrigin(ClientOrigins origins) {
        this.origins = origins;
    }

    /** Says that the answer is not the same for each origin. */
    static void vary(HttpServletResponse response) {
        response.setHeader(HttpHeaders.VARY, ORIGIN);
    }

    static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod())
                && request.getHeader(ORIGIN) != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    Response preflight(HttpServletRequest request) {
        Response.ResponseBuilder answer = Response.noContent();
        origin(request)
                .filter(origins::has)
                .ifPresent(origin -> answer.header(ALLOW_ORIGIN, origin)
                        .header("Access-Control-Allow-Methods", "POST")
                        .header("Access-Control-Allow-Headers", "Authorization, Content-Type")
                        .header("Access-Control-Max-Age", "600"));
        return answer.build();
    }

    /** Lets the origin read the answer where it is one of this client. */
    void admit(Optional<ClientId> client, HttpServletRequest request, HttpServletResponse response) {
        origin(request)
                .filter(origin ->
                        client.filter(named -> origins.has(named, origin)).isPresent())
                .ifPresent(origin -> response.setHeader(ALLOW_ORIGIN, origin));
    }

    private static Optional<String> origin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(ORIGIN));
    }
}

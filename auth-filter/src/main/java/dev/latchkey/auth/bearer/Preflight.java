package dev.latchkey.auth.bearer;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;

/**
 * Recognises CORS preflight requests (Fetch standard): browsers send them without credentials. Anybody can send these
 * headers, so they open nothing but what Jersey answers by itself.
 */
final class Preflight {
    private Preflight() {}

    static boolean matches(ContainerRequestContext request) {
        return HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaders().containsKey("Origin")
                && request.getHeaders().containsKey("Access-Control-Request-Method");
    }
}

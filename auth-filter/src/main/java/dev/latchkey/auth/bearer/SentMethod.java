package dev.latchkey.auth.bearer;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/** Takes down that a request is a HEAD: where Jersey has it served by a GET method, all later filters see a GET. */
@PreMatching
final class SentMethod implements ContainerRequestFilter {
    private static final String PROPERTY = SentMethod.class.getName();

    @Override
    public void filter(ContainerRequestContext request) {
        if (HttpMethod.HEAD.equals(request.getMethod())) {
            request.setProperty(PROPERTY, HttpMethod.HEAD);
        }
    }

    /** The method as the client sent it, which is what its proof names (RFC 9449 section 4.2). */
    static String of(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof String sent ? sent : request.getMethod();
    }
}

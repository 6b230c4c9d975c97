package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.RequestTrace;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * Gives each request an id, its own {@code X-Request-Id} where that is harmless; every answer carries it, whatever made
 * the answer, and every log line written meanwhile. A servlet filter, since only it can be sure to see the end.
 */
public final class RequestTraceFilter implements Filter {
    private final RequestIds ids;

    public RequestTraceFilter(SecureRandom random) {
        this.ids = new RequestIds(random);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = ids.of(((HttpServletRequest) request).getHeader(RequestIds.HEADER));
        ((HttpServletResponse) response).setHeader(RequestIds.HEADER, id);
        RequestTrace.begin(id, request.getRemoteAddr());
        try {
            chain.doFilter(request, response);
        } finally {
            RequestTrace.end();
        }
    }
}

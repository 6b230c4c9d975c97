package dev.latchkey.provider.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Serves the endpoints that clients post forms to. They are called more than all others, and Jersey, which serves those,
 * would take longer to find one and to write its answer than the answer itself takes.
 */
public final class FormEndpoints implements Filter {
    // The server itself refuses those that it does not know.
    private static final Set<String> METHODS =
            Set.of("POST", "OPTIONS", "GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE");

    private final Map<String, FormEndpoint> byPath = new HashMap<>();
    private final FormEdge edge;
    private final RequestTimes times;
    private final ObjectMapper json;

    /**
     * Serves endpoints at all their addresses.
     *
     * @param endpoints the endpoints
     * @param edge what they have in common
     */
    public FormEndpoints(
            List<FormEndpoint> endpoints, EndpointPaths paths, FormEdge edge, RequestTimes times, ObjectMapper json) {
        endpoints.forEach(endpoint -> paths.spellings(endpoint.name()).forEach(path -> byPath.put(path, endpoint)));
        this.edge = edge;
        this.times = times;
        this.json = json;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        FormEndpoint endpoint = byPath.get(http.getRequestURI());
        if (endpoint == null || !METHODS.contains(http.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        serve(endpoint, http, (HttpServletResponse) response);
    }

    private void serve(FormEndpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long begin = System.nanoTime();
        Response answer = edge.answer(endpoint, request, response);
        times.record(endpoint.name(), answer.getStatus(), begin);
        response.setStatus(answer.getStatus());
        answer.getStringHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (answer.hasEntity()) {
            byte[] body = json.writeValueAsBytes(answer.getEntity());
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}

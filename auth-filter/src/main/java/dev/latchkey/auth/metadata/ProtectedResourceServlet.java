package dev.latchkey.auth.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Serves the document (RFC 9728 section 3) to everybody, at the well-known path itself and before the path of the API.
 *
 * <p>A servlet, because it stands at the root of the host, wherever the API's resources are.
 */
public final class ProtectedResourceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient ProtectedResource resource;

    /** Serves the document of this API. */
    public ProtectedResourceServlet(ProtectedResource resource) {
        this.resource = resource;
    }

    /** The paths it answers at. */
    public static String[] paths() {
        return new String[] {ProtectedResource.WELL_KNOWN, ProtectedResource.WELL_KNOWN + "/*"};
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean known = isKnown(request.getPathInfo());
        response.setStatus(known ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("application/json");
        // Browser clients read it before they have anything to be known by.
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", known ? "public, max-age=300" : "no-store");
        byte[] body = body(known);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Allow", "GET, HEAD, OPTIONS");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Allow-Methods", "GET");
    }

    // A document at another path would name another resource, which a client must refuse (RFC 9728 section 3.3).
    private boolean isKnown(@Nullable String path) {
        return path == null || path.equals("/") || path.equals(resource.path());
    }

    private byte[] body(boolean known) throws JsonProcessingException {
        Map<String, Object> members = known
                ? resource.document()
                : Map.of("error", "not_found", "error_description", "There is no resource of this path.");
        return JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8);
    }
}

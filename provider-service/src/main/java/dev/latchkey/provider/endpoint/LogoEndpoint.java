package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.Logo;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** {@code GET /o/logo}: the logo of the pages; only where one is configured. */
@Path(EndpointPaths.ROOT + "/logo")
public final class LogoEndpoint {
    // Opened by itself an SVG is a document of ours: nothing in it may run, load or post.
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    private final Logo logo;

    public LogoEndpoint(Logo logo) {
        this.logo = logo;
    }

    /** The file, as it was at the start. */
    @GET
    public Response logo(@Context Request request) {
        EntityTag tag = new EntityTag(logo.hash());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(logo.content()).type(logo.type()) : unchanged;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=86400")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

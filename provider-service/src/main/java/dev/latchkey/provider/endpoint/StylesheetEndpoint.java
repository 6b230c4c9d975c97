package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.Stylesheet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code GET /o/app.css}: the style sheet of the pages. */
@Path(EndpointPaths.ROOT + "/app.css")
public final class StylesheetEndpoint {
    private static final String FOR_GOOD = "public, max-age=31536000, immutable";
    private static final String FOR_NOW = "public, max-age=300";

    private final Stylesheet stylesheet;

    public StylesheetEndpoint(Stylesheet stylesheet) {
        this.stylesheet = stylesheet;
    }

    /** The style sheet; under an address that names its content it never changes. */
    @GET
    public Response stylesheet(@Context Request request, @QueryParam("v") @Nullable String version) {
        EntityTag tag = new EntityTag(stylesheet.hash());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                unchanged == null ? Response.ok(stylesheet.content()).type("text/css;charset=utf-8") : unchanged;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, stylesheet.hash().equals(version) ? FOR_GOOD : FOR_NOW)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}

package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.StatusListToken;
import dev.latchkey.provider.status.StatusListTokens;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** {@code GET /o/status/<id>}: which JWTs are revoked, as a signed list (draft-ietf-oauth-status-list §8). */
@Path(EndpointPaths.ROOT + "/status")
public final class StatusListEndpoint {
    private static final String MEDIA_TYPE = "application/statuslist+jwt";

    private final StatusListTokens lists;

    public StatusListEndpoint(StatusListTokens lists) {
        this.lists = lists;
    }

    /** Where all lists are (§9). */
    @GET
    @Produces(MediaType.WILDCARD)
    public Response aggregation() {
        return shared(Response.ok(Map.of("status_lists", lists.uris()), MediaType.APPLICATION_JSON_TYPE))
                .build();
    }

    /** One list; 304 while the caller has the current one. */
    @GET
    @Path("/{list}")
    @Produces(MediaType.WILDCARD)
    public Response list(@PathParam("list") String list, @Context Request request) {
        StatusListToken token = RowId.parse(list).flatMap(lists::find).orElseThrow(NotFoundException::new);
        EntityTag tag = new EntityTag(token.tag(), true);
        Response.ResponseBuilder unchanged = token.fresh() ? request.evaluatePreconditions(tag) : null;
        Response.ResponseBuilder answer = unchanged == null ? Response.ok(token.jwt(), MEDIA_TYPE) : unchanged;
        return shared(answer.tag(tag)).build();
    }

    private static Response.ResponseBuilder shared(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "public, max-age=1")
                .header("Access-Control-Allow-Origin", "*")
                .header("X-Content-Type-Options", "nosniff");
    }
}

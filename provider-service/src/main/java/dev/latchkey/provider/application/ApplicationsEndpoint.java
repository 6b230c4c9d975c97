package dev.latchkey.provider.application;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.Part;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code GET /o/applications/}: the applications of whoever is logged in. */
@Path(EndpointPaths.ROOT + "/applications")
public final class ApplicationsEndpoint {
    private static final int ROWS = 15;
    // Bytes of names: a hundred Japanese characters have three hundred.
    private static final int NAMES = 2_000;

    private final Applications applications;
    private final MemberPages pages;

    public ApplicationsEndpoint(Applications applications, MemberPages pages) {
        this.applications = applications;
        this.pages = pages;
    }

    private Part<Application> part(LoginSession session, @Nullable String from) {
        return Part.of(
                applications.of(session.user()),
                ROWS,
                from,
                NAMES,
                one -> one.client().name());
    }

    /** The list, a page at a time. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("done") @Nullable String done,
            @QueryParam("from") @Nullable String from) {
        return pages.show(
                headers,
                "/applications/",
                session -> pages.page(200, session, "applications", ApplicationPages.list(part(session, from), done)));
    }
}

package dev.latchkey.provider.application;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.page.Confirmation;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** {@code /o/applications/<id>/}: one application, shown, changed and deleted by its owner; 404 for everybody else. */
@Path(EndpointPaths.ROOT + "/applications/{id}")
public final class ApplicationEndpoint {
    private final Applications applications;
    private final ApplicationPages views;
    private final MemberPages pages;

    public ApplicationEndpoint(Applications applications, ApplicationPages views, MemberPages pages) {
        this.applications = applications;
        this.views = views;
        this.pages = pages;
    }

    /** All about it but its secrets, with commands that use it. */
    @GET
    public Response show(
            @Context HttpHeaders headers, @PathParam("id") String id, @QueryParam("done") @Nullable String done) {
        return own(
                headers,
                id,
                "",
                (session, application) ->
                        pages.page(200, session, "application", views.application(application, done)));
    }

    private Response own(
            HttpHeaders headers,
            String id,
            String below,
            BiFunction<LoginSession, Application, Response.ResponseBuilder> page) {
        String path = ApplicationPages.path(ApplicationPages.id(id)) + below;
        return pages.show(headers, path, session -> page.apply(session, applications.require(session.user(), id)));
    }

    /** The form that changes it. */
    @GET
    @Path("/update")
    public Response edit(@Context HttpHeaders headers, @PathParam("id") String id) {
        return own(headers, id, "update/", (session, application) -> {
            ApplicationForm form = ApplicationForm.of(
                    application.client().name(),
                    application.client().permissions().redirectUris());
            return pages.page(
                    200,
                    session,
                    "application-form",
                    ApplicationPages.change(
                            application, form, application.client().version()));
        });
    }

    /**
     * Changes it; 409 with what was typed and what there is now when somebody changed it meanwhile, and 404 with what
     * was typed when it is not there any more.
     */
    @POST
    @Path("/update")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@Context HttpHeaders headers, @PathParam("id") String id, @Nullable Parameters body) {
        Parameters sent = MemberPages.form(body);
        LoginSession session = pages.sender(headers, sent);
        Optional<Application> stored = applications.find(session.user(), id);
        return stored.map(application -> change(session, application, sent))
                .orElseGet(() -> pages.page(404, session, "gone", ApplicationPages.gone(sent)))
                .build();
    }

    private Response.ResponseBuilder change(LoginSession session, Application application, Parameters sent) {
        ApplicationForm form = ApplicationForm.read(
                application.kind(), sent, application.client().permissions().redirectUris());
        if (!form.isGood()) {
            // With the version that was looked at: what happened since is not overlooked by it.
            return pages.page(
                    400,
                    session,
                    "application-form",
                    ApplicationPages.change(application, form, ApplicationPages.version(sent)));
        }
        if (!applications.change(session.user(), application, ApplicationPages.version(sent), form)) {
            String id = application.client().id().value();
            return applications
                    .find(session.user(), id)
                    .map(now -> pages.page(409, session, "application-form", ApplicationPages.conflict(now, form)))
                    .orElseGet(() -> pages.page(404, session, "gone", ApplicationPages.gone(sent)));
        }
        return pages.seeOther(ApplicationPages.path(application) + "?done=saved");
    }

    /** Asks. */
    @GET
    @Path("/delete")
    public Response askToDelete(@Context HttpHeaders headers, @PathParam("id") String id) {
        return own(headers, id, "delete/", (session, application) -> {
            String path = ApplicationPages.path(application);
            String name = application.client().name();
            return pages.confirm(session, new Confirmation("application.delete", name, path + "delete/", path));
        });
    }

    /** Deletes it; its tokens end. */
    @POST
    @Path("/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response delete(@Context HttpHeaders headers, @PathParam("id") String id, @Nullable Parameters body) {
        LoginSession session = pages.sender(headers, MemberPages.form(body));
        applications.delete(
                session.user(),
                applications.require(session.user(), id).client().id());
        return pages.seeOther("/applications/?done=deleted").build();
    }
}

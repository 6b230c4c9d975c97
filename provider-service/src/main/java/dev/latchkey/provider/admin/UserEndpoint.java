package dev.latchkey.provider.admin;

import dev.latchkey.accounts.Administration;
import dev.latchkey.accounts.AdministrationTarget;
import dev.latchkey.accounts.User;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
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
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/users/<id>/}: one user, what hangs on it, and its form. */
@Path(EndpointPaths.ROOT + "/admin/users/{id: [0-9]{1,18}}")
public final class UserEndpoint {
    private static final String SAVED = "saved";

    private final AdminPages pages;
    private final UserPages views;
    private final Users users;
    private final UserBelongings belongings;

    public UserEndpoint(AdminPages pages, Users users, UserBelongings belongings) {
        this.pages = pages.in("admin/users");
        this.views = new UserPages(this.pages);
        this.users = users;
        this.belongings = belongings;
    }

    /** The user, with groups, log-ins, grants and applications. */
    @GET
    public Response show(
            @Context HttpHeaders headers, @PathParam("id") long id, @QueryParam("done") @Nullable String done) {
        return pages.show(
                headers,
                UserPages.path(id),
                session -> views.one(session, user(id), belongings.of(id, pages.now()), notice(done)));
    }

    private static String notice(@Nullable String done) {
        if (SAVED.equals(done)) {
            return "application.saved";
        }
        return done == null
                ? ""
                : UserAct.named(done).map(act -> act.key() + ".done").orElse("");
    }

    private User user(long id) {
        return users.find(id).orElseThrow(MemberPages::missing);
    }

    /** The user's form. */
    @GET
    @Path("/edit")
    public Response form(@Context HttpHeaders headers, @PathParam("id") long id) {
        return pages.show(headers, UserPages.path(id) + "edit", session -> {
            User user = user(id);
            return views.edit(200, session, user, user.version(), UserForm.of(user), new FieldProblems());
        });
    }

    /** Stores the form; 409 with what was typed and what is stored when somebody else was faster. */
    @POST
    @Path("/edit")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@Context HttpHeaders headers, @PathParam("id") long id, @Nullable Parameters body) {
        return pages.take(headers, body, (session, form) -> change(session, user(id), form));
    }

    private Response.ResponseBuilder change(LoginSession session, User before, Parameters form) {
        UserForm typed = UserForm.of(form);
        FieldProblems problems = new FieldProblems();
        typed.check(problems, UserForm.of(before));
        if (!problems.isEmpty()) {
            return views.edit(400, session, before, Versions.seen(form), typed, problems);
        }
        AdministrationTarget target = Versions.target(session, before.id(), form);
        Administration outcome = users.change(target, typed);
        if (outcome instanceof Administration.Outdated outdated) {
            return views.conflict(session, outdated.user(), typed);
        }
        if (outcome instanceof Administration.UnknownGroup unknown) {
            problems.add("groups", 0, "admin.user.groups.unknown", unknown.name());
            return views.edit(400, session, before, target.version(), typed, problems);
        }
        pages.record(changed(session, before, Versions.done(outcome)));
        return pages.seeOther(UserPages.path(before.id()) + "?done=" + SAVED);
    }

    private static AuditEvent changed(LoginSession session, User before, User after) {
        UserForm now = UserForm.of(after);
        UserForm then = UserForm.of(before);
        return AdminPages.event(EventType.USER_CHANGED, session)
                .user(after.id())
                .with("fields", now.changed(then))
                .with("email_before", then.email())
                .with("email_after", now.email())
                .with("groups_before", String.join(",", before.groups()))
                .with("groups_after", String.join(",", after.groups()));
    }
}

package dev.latchkey.provider.admin;

import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/users/}: the users, and new ones. */
@Path(EndpointPaths.ROOT + "/admin/users")
public final class UsersEndpoint {
    private final AdminPages pages;
    private final UserPages views;
    private final Users users;

    public UsersEndpoint(AdminPages pages, Users users) {
        this.pages = pages.in("admin/users");
        this.views = new UserPages(this.pages);
        this.users = users;
    }

    /** All users, a page at a time, or those whose names begin as {@code name}. */
    @GET
    public Response list(
            @Context HttpHeaders headers,
            @QueryParam("name") @Nullable String name,
            @QueryParam("after") @Nullable String after) {
        String wanted = Query.text(name);
        String path = "/admin/users/" + Query.of("name", wanted);
        return pages.show(headers, path, session -> views.list(session, users.page(wanted, Query.text(after)), wanted));
    }

    /** The form for a new user. */
    @GET
    @Path("/new")
    public Response form(@Context HttpHeaders headers) {
        return pages.show(
                headers,
                "/admin/users/new",
                session -> views.creation(200, session, "", UserForm.empty(), new FieldProblems()));
    }

    /** Makes a user, with a password that is shown once; or the form again, with what is wrong. */
    @POST
    @Path("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(@Context HttpHeaders headers, @Nullable Parameters body) {
        return pages.take(headers, body, this::create);
    }

    private Response.ResponseBuilder create(LoginSession session, Parameters form) {
        String typed = form.find("username").orElse("").strip();
        UserForm fields = UserForm.of(form);
        FieldProblems problems = new FieldProblems();
        fields.check(problems, UserForm.empty());
        Optional<UserName> name = UserName.parse(typed);
        if (name.isEmpty()) {
            problems.add("username", "admin.user.username.rule");
        }
        if (name.isEmpty() || !problems.isEmpty()) {
            return views.creation(400, session, Query.text(typed), fields, problems);
        }
        String password = users.newPassword();
        UserCreation creation = users.create(name.get(), fields, password);
        if (creation instanceof UserCreation.Created created) {
            return created(session, created.user(), password);
        }
        if (creation instanceof UserCreation.UnknownGroup unknown) {
            problems.add("groups", 0, "admin.user.groups.unknown", unknown.name());
            return views.creation(400, session, typed, fields, problems);
        }
        problems.add("username", "admin.user.username.taken");
        return views.creation(409, session, typed, fields, problems);
    }

    private Response.ResponseBuilder created(LoginSession session, User user, String password) {
        pages.record(AdminPages.event(EventType.USER_CREATED, session)
                .user(user.id())
                .with("groups", String.join(",", user.groups())));
        return views.password(session, user, password);
    }
}

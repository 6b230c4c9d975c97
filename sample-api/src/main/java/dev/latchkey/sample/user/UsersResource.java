package dev.latchkey.sample.user;

import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserChange;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.auth.RequiresReadWriteScope;
import dev.latchkey.sample.api.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The users: reading takes the scope {@code read}, everything else {@code write}. */
@Path("/users")
@RequiresReadWriteScope
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
public final class UsersResource {
    private final UserStore users;
    private final PasswordHasher hasher;

    /** Serves the users of the store. */
    public UsersResource(UserStore users, PasswordHasher hasher) {
        this.users = users;
        this.hasher = hasher;
    }

    /** A page of the users, in order of id. */
    @GET
    public Response list(@Context UriInfo uri) {
        Page page = Page.of(uri);
        List<UserAnswer> fetched = users.pageOfEnabled(page.after(), page.fetch()).stream()
                .map(UserAnswer::of)
                .toList();
        return page.answer(uri, fetched, UserAnswer::id);
    }

    /** One user. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") long id) {
        return Response.ok(UserAnswer.of(existing(id))).build();
    }

    /** Makes a user: 201 with its address and the user. */
    @POST
    public Response create(@Nullable UserRequest request) {
        UserFields fields = UserFields.ofNewUser(request);
        NewUser user = new NewUser(
                Objects.requireNonNull(fields.username()),
                hasher.hash(Objects.requireNonNull(fields.password())),
                Objects.requireNonNull(fields.email()),
                Objects.requireNonNull(fields.firstName()),
                Objects.requireNonNull(fields.lastName()),
                false,
                Objects.requireNonNull(fields.groups()));
        User created = UserRefusals.orRefuse(users.create(user));
        return Response.created(URI.create("/users/" + created.id() + "/"))
                .entity(UserAnswer.of(created))
                .build();
    }

    /** Replaces a user; the password stays unless one is sent. */
    @PUT
    @Path("{id}")
    public Response replace(@PathParam("id") long id, @Nullable UserRequest request) {
        User user = changeable(id);
        return change(id, UserFields.ofWholeUser(request, user.username()));
    }

    /** Changes what is sent. */
    @PATCH
    @Path("{id}")
    public Response change(@PathParam("id") long id, @Nullable UserRequest request) {
        User user = changeable(id);
        return change(id, UserFields.ofSomeFields(request, user.username()));
    }

    /** Disables a user, who is gone from here on; the name stays taken. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") long id) {
        UserRefusals.orRefuse(users.disable(id));
        return Response.noContent().build();
    }

    private Response change(long id, UserFields fields) {
        String password = fields.password();
        UserRefusals.orRefuse(users.update(
                id,
                new UserChange(
                        fields.username(),
                        fields.email(),
                        fields.firstName(),
                        fields.lastName(),
                        password == null ? null : hasher.hash(password),
                        fields.groups())));
        return show(id);
    }

    // Asked before a password is hashed; the store decides again when it writes.
    private User changeable(long id) {
        User user = existing(id);
        if (user.administrator()) {
            throw UserRefusals.administrator();
        }
        return user;
    }

    private User existing(long id) {
        return users.find(id).filter(User::enabled).orElseThrow(UserRefusals::notFound);
    }
}

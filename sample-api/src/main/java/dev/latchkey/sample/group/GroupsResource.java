package dev.latchkey.sample.group;

import dev.latchkey.accounts.Group;
import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupOutcome;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.auth.RequiresScope;
import dev.latchkey.sample.api.ApiException;
import dev.latchkey.sample.api.Fields;
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

/** The groups: everything takes the scope {@code groups}. */
@Path("/groups")
@RequiresScope("groups")
@Produces(MediaType.APPLICATION_JSON)
@Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
public final class GroupsResource {
    private final GroupStore groups;

    /** Serves the groups of the store. */
    public GroupsResource(GroupStore groups) {
        this.groups = groups;
    }

    /** A page of the groups, in order of id. */
    @GET
    public Response list(@Context UriInfo uri) {
        Page page = Page.of(uri);
        List<GroupAnswer> fetched = groups.page(page.after(), page.fetch()).stream()
                .map(GroupAnswer::of)
                .toList();
        return page.answer(uri, fetched, GroupAnswer::id);
    }

    /** One group. */
    @GET
    @Path("{id}")
    public Response show(@PathParam("id") long id) {
        Group group = groups.find(id).orElseThrow(GroupsResource::notFound);
        return Response.ok(GroupAnswer.of(group)).build();
    }

    /** Makes a group: 201 with its address and the group. */
    @POST
    public Response create(@Nullable GroupRequest request) {
        Group created = orRefuse(groups.create(nameIn(request)));
        return Response.created(URI.create("/groups/" + created.id() + "/"))
                .entity(GroupAnswer.of(created))
                .build();
    }

    /** Renames a group. */
    @PUT
    @Path("{id}")
    public Response rename(@PathParam("id") long id, @Nullable GroupRequest request) {
        Group renamed = orRefuse(groups.rename(id, nameIn(request)));
        return Response.ok(GroupAnswer.of(renamed)).build();
    }

    /** Renames a group, or leaves it as it is when no name is sent. */
    @PATCH
    @Path("{id}")
    public Response change(@PathParam("id") long id, @Nullable GroupRequest request) {
        return request == null || request.name() == null ? show(id) : rename(id, request);
    }

    /** Deletes a group; its members stay. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") long id) {
        orRefuse(groups.delete(id));
        return Response.noContent().build();
    }

    private static GroupName nameIn(@Nullable GroupRequest request) {
        String text = request == null ? null : request.name();
        Fields fields = new Fields();
        fields.require("name", text);
        GroupName name = text == null ? null : fields.parsed("name", GroupName.parse(text), GroupName.RULE);
        fields.throwIfAny();
        return Objects.requireNonNull(name);
    }

    private static Group orRefuse(GroupOutcome outcome) {
        if (outcome instanceof GroupOutcome.Done done) {
            return done.group();
        }
        if (outcome instanceof GroupOutcome.NotFound) {
            throw notFound();
        }
        throw ApiException.taken("name", "This name is taken: choose another one.");
    }

    private static ApiException notFound() {
        return ApiException.notFound("There is no group with this id: list the groups at /groups/.");
    }
}

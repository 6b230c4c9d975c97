package dev.latchkey.provider.admin;

import dev.latchkey.accounts.Group;
import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupOutcome;
import dev.latchkey.accounts.GroupStore;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/groups/}: the groups, and new ones. */
@Path(EndpointPaths.ROOT + "/admin/groups")
public final class GroupsEndpoint {
    private static final String PATH = "/admin/groups/";

    private final AdminPages pages;
    private final GroupStore groups;

    public GroupsEndpoint(AdminPages pages, GroupStore groups) {
        this.pages = pages.in("admin/groups");
        this.groups = groups;
    }

    /** All groups, a page at a time, with the form for another one. */
    @GET
    public Response list(@Context HttpHeaders headers, @QueryParam("after") @Nullable String after) {
        return pages.show(headers, PATH, session -> {
            long last = Query.read(after, Query::number).orElse(0L);
            return list(200, session, last, "", new FieldProblems());
        });
    }

    private Response.ResponseBuilder list(
            int status, LoginSession session, long after, String typed, FieldProblems problems) {
        Slice<Group> slice = Slice.light(
                groups.page(after, Slice.asked(Slice.SIZE)), group -> String.valueOf(group.id()), Group::name);
        return pages.page(
                status,
                session,
                "admin-groups",
                Map.of(
                        "groups",
                        slice.rows().stream()
                                .map(group -> Map.of("id", group.id(), "name", group.name()))
                                .toList(),
                        "next",
                        Query.of("after", slice.last()),
                        "typed",
                        typed,
                        "errors",
                        problems.byField()));
    }

    /** Makes a group; or the list again, with what is wrong. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response create(@Context HttpHeaders headers, @Nullable Parameters body) {
        return pages.take(headers, body, this::create);
    }

    private Response.ResponseBuilder create(LoginSession session, Parameters form) {
        String typed = Query.text(form.find("name").orElse(""));
        Optional<GroupName> name = GroupName.parse(typed);
        FieldProblems problems = new FieldProblems();
        if (name.isEmpty()) {
            problems.add("name", "admin.group.name.rule");
            return list(400, session, 0, typed, problems);
        }
        if (!(groups.create(name.get()) instanceof GroupOutcome.Done done)) {
            problems.add("name", "admin.group.name.taken");
            return list(409, session, 0, typed, problems);
        }
        pages.record(AdminPages.event(EventType.GROUP_CREATED, session)
                .with("group", String.valueOf(done.group().id()))
                .with("name_after", done.group().name()));
        return pages.seeOther(PATH + done.group().id() + "/");
    }
}

package dev.latchkey.provider.admin;

import dev.latchkey.accounts.Group;
import dev.latchkey.accounts.GroupName;
import dev.latchkey.accounts.GroupOutcome;
import dev.latchkey.accounts.GroupStore;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.page.TypedLists;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/groups/<id>/}: one group, its members, another name, its end. The name seen is its version. */
@Path(EndpointPaths.ROOT + "/admin/groups/{id: [0-9]{1,18}}")
public final class GroupEndpoint {
    // How often the page says the group's name, or another that was typed.
    private static final int NAMES = 5;

    private final AdminPages pages;
    private final GroupStore groups;

    public GroupEndpoint(AdminPages pages, GroupStore groups) {
        this.pages = pages.in("admin/groups");
        this.groups = groups;
    }

    /** The group with its members, a page at a time. */
    @GET
    public Response show(
            @Context HttpHeaders headers, @PathParam("id") long id, @QueryParam("after") @Nullable String after) {
        return pages.show(headers, path(id), session -> {
            Group group = group(id);
            long last = Query.read(after, Query::number).orElse(0L);
            return page(200, session, group, group.name(), last, new FieldProblems());
        });
    }

    private Response.ResponseBuilder page(
            int status, LoginSession session, Group group, String typed, long after, FieldProblems problems) {
        Slice<GroupStore.Member> members = Slice.light(
                groups.members(group.id(), after, Slice.asked(Slice.SIZE)),
                Slice.Room.beside(NAMES * TypedLists.bytes(group.name())),
                member -> String.valueOf(member.id()),
                GroupStore.Member::username);
        return pages.page(
                status,
                session,
                "admin-group",
                Map.of(
                        "id", group.id(),
                        "name", group.name(),
                        "typed", typed,
                        "members",
                                members.rows().stream()
                                        .map(member -> Map.of("id", member.id(), "username", member.username()))
                                        .toList(),
                        "next", Query.of("after", members.last()),
                        "errors", problems.byField(),
                        "outdated", status == 409));
    }

    /** Gives the group another name; 409 with what was typed when it has another name by now. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response rename(@Context HttpHeaders headers, @PathParam("id") long id, @Nullable Parameters body) {
        return pages.take(headers, body, (session, form) -> {
            String typed = Query.text(form.find("name").orElse(""));
            return groups.find(id)
                    .map(group -> rename(session, group, form, typed))
                    .orElseGet(() -> gone(session, typed));
        });
    }

    private Response.ResponseBuilder gone(LoginSession session, String typed) {
        return pages.gone(session, "application.", List.of(Map.of("field", "name", "typed", typed)), "/admin/groups/");
    }

    private Response.ResponseBuilder rename(LoginSession session, Group group, Parameters form, String typed) {
        Optional<GroupName> name = GroupName.parse(typed);
        FieldProblems problems = new FieldProblems();
        if (name.isEmpty()) {
            problems.add("name", "admin.group.name.rule");
            return page(400, session, group, typed, 0, problems);
        }
        GroupOutcome outcome = groups.rename(group.id(), seen(form), name.get());
        if (outcome instanceof GroupOutcome.Outdated outdated) {
            return page(409, session, outdated.group(), typed, 0, problems);
        }
        if (outcome instanceof GroupOutcome.NameTaken) {
            problems.add("name", "admin.group.name.taken");
            return page(400, session, group, typed, 0, problems);
        }
        if (outcome instanceof GroupOutcome.NotFound) {
            return gone(session, typed);
        }
        pages.record(AdminPages.event(EventType.GROUP_RENAMED, session)
                .with("group", String.valueOf(group.id()))
                .with("name_before", group.name())
                .with("name_after", name.get().value()));
        return pages.seeOther(path(group.id()));
    }

    // A name that no group has: whoever leaves it out has seen none.
    private static GroupName seen(Parameters form) {
        return form.find("version").flatMap(GroupName::parse).orElseGet(() -> new GroupName("?"));
    }

    /** Asks before the group is deleted. */
    @GET
    @Path("/delete")
    public Response ask(@Context HttpHeaders headers, @PathParam("id") long id) {
        return pages.ask(headers, path(id) + "delete", session -> pages.question(200, session, question(group(id))));
    }

    /** Deletes it; 409 and the question again when it has another name by now. */
    @POST
    @Path("/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response delete(@Context HttpHeaders headers, @PathParam("id") long id, @Nullable Parameters body) {
        return pages.takeRecent(headers, body, path(id) + "delete", (session, form) -> delete(session, id, form));
    }

    private Response.ResponseBuilder delete(LoginSession session, long id, Parameters form) {
        GroupOutcome outcome = groups.delete(id, seen(form));
        if (outcome instanceof GroupOutcome.Outdated outdated) {
            return pages.question(409, session, question(outdated.group()).again());
        }
        if (!(outcome instanceof GroupOutcome.Done done)) {
            throw MemberPages.missing();
        }
        pages.record(AdminPages.event(EventType.GROUP_DELETED, session)
                .with("group", String.valueOf(id))
                .with("name_before", done.group().name()));
        return pages.seeOther("/admin/groups/");
    }

    private static Question question(Group group) {
        return Question.of(
                "admin.group.delete",
                group.name(),
                path(group.id()) + "delete",
                path(group.id()),
                Map.of("version", group.name()));
    }

    private Group group(long id) {
        return groups.find(id).orElseThrow(MemberPages::missing);
    }

    private static String path(long id) {
        return "/admin/groups/" + id + "/";
    }
}

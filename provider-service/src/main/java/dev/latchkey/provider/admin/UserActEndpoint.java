package dev.latchkey.provider.admin;

import dev.latchkey.accounts.Administration;
import dev.latchkey.accounts.User;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.token.RevocationStore;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /o/admin/users/<id>/<act>}: disable, enable, promote, demote, a new password, the end of log-ins or grants. */
@Path(EndpointPaths.ROOT
        + "/admin/users/{id: [0-9]{1,18}}/{act: disable|enable|promote|demote|password|sessions|grants}")
public final class UserActEndpoint {
    private final AdminPages pages;
    private final UserPages views;
    private final Users users;
    private final SessionDirectory sessions;
    private final RevocationStore grants;

    public UserActEndpoint(AdminPages pages, Users users, SessionDirectory sessions, RevocationStore grants) {
        this.pages = pages.in("admin/users");
        this.views = new UserPages(this.pages);
        this.users = users;
        this.sessions = sessions;
        this.grants = grants;
    }

    /** Asks before the act. */
    @GET
    public Response ask(@Context HttpHeaders headers, @PathParam("id") long id, @PathParam("act") String word) {
        UserAct act = act(word);
        return pages.ask(headers, path(id, act), session -> pages.question(200, session, question(user(id), act)));
    }

    /** Does it; 409 and the question again when the user was changed in the meantime. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response act(
            @Context HttpHeaders headers,
            @PathParam("id") long id,
            @PathParam("act") String word,
            @Nullable Parameters body) {
        UserAct act = act(word);
        return pages.takeRecent(headers, body, path(id, act), (session, form) -> act(session, form, user(id), act));
    }

    private Response.ResponseBuilder act(LoginSession session, Parameters form, User user, UserAct act) {
        if (act == UserAct.SESSIONS || act == UserAct.GRANTS) {
            return end(session, user, act);
        }
        String password = act == UserAct.PASSWORD ? users.newPassword() : "";
        Administration outcome = act == UserAct.PASSWORD
                ? users.setPassword(Versions.target(session, user.id(), form), password)
                : users.act(act, Versions.target(session, user.id(), form));
        if (outcome instanceof Administration.Outdated outdated) {
            return pages.question(409, session, question(outdated.user(), act).again());
        }
        User after = Versions.done(outcome);
        pages.record(withRight(event(session, act, after), user, after));
        return act == UserAct.PASSWORD ? views.password(session, after, password) : done(user, act);
    }

    private static AuditEvent withRight(AuditEvent event, User before, User after) {
        return before.administrator() == after.administrator()
                ? event
                : event.with("administrator_before", String.valueOf(before.administrator()))
                        .with("administrator_after", String.valueOf(after.administrator()));
    }

    private Response.ResponseBuilder end(LoginSession session, User user, UserAct act) {
        if (act == UserAct.SESSIONS) {
            int ended = sessions.endAll(user.id());
            pages.record(event(session, act, user).with("sessions", String.valueOf(ended)));
        } else {
            grants.revokeGrants(user.id(), pages.now());
            pages.record(event(session, act, user));
        }
        return done(user, act);
    }

    private static AuditEvent event(LoginSession session, UserAct act, User user) {
        return AdminPages.event(act.event(), session).user(user.id()).with("act", act.word());
    }

    private Response.ResponseBuilder done(User user, UserAct act) {
        return pages.seeOther(UserPages.path(user.id()) + "?done=" + act.word());
    }

    private static Question question(User user, UserAct act) {
        return Question.of(
                act.key(),
                user.username().value(),
                path(user.id(), act),
                UserPages.path(user.id()),
                Map.of("version", String.valueOf(user.version())));
    }

    private static String path(long user, UserAct act) {
        return UserPages.path(user) + act.word();
    }

    private User user(long id) {
        return users.find(id).orElseThrow(MemberPages::missing);
    }

    private static UserAct act(String word) {
        return UserAct.named(word).orElseThrow(MemberPages::missing);
    }
}

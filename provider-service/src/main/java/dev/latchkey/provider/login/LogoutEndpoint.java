package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Sessions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/logout/}: a person logs out, after a click on a form of ours and never by a link alone. */
@Path(EndpointPaths.ROOT + "/logout")
public final class LogoutEndpoint {
    private final Visits visits;
    private final Sessions sessions;
    private final MemberPages members;
    private final PageAnswers answers;
    private final AuditTrail audit;

    public LogoutEndpoint(Visits visits, Sessions sessions, MemberPages members, AuditTrail audit) {
        this.visits = visits;
        this.sessions = sessions;
        this.members = members;
        this.answers = members.alone();
        this.audit = audit;
    }

    /** Asks; the session lives on. */
    @GET
    public Response show(@Context HttpHeaders headers) {
        Page page = visits.of(headers)
                .session()
                .map(session -> LoginPages.signedIn(visits, session).within(members.frame(session)))
                .orElseGet(LoginPages::signedOut);
        return answers.page(200, page).build();
    }

    /** Ends the session, and forgets the browser. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logOut(@Context HttpHeaders headers, @Nullable Parameters body) {
        Visit visit = visits.of(headers);
        Optional<LoginSession> session = visit.session();
        if (session.isPresent()) {
            visits.requireOwnForm(session.get().id(), body == null ? Parameters.parse(new byte[0]) : body);
            sessions.end(session.get());
            audit.record(loggedOut(session.get()));
        }
        return answers.toOwn(303, "/logout/")
                .header(HttpHeaders.SET_COOKIE, visits.noSessionCookie())
                .header(HttpHeaders.SET_COOKIE, visits.noBrowserCookie())
                .build();
    }

    private static AuditEvent loggedOut(LoginSession session) {
        long user = session.user().id();
        return AuditEvent.of(EventType.USER_LOGGED_OUT, Actor.user(user))
                .user(user)
                .with("session", session.id().toString());
    }
}

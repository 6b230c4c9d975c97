package dev.latchkey.provider.account;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Sessions;
import dev.latchkey.provider.session.SignedInUser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/account/password/}: a person changes their password, and with it ends every other session and all grants. */
@Path(EndpointPaths.ROOT + "/account/password")
public final class PasswordEndpoint {
    private static final int INVALID = 400;
    private static final int FORBIDDEN = 403;

    private final PasswordChange passwords;
    private final Sessions sessions;
    private final Visits visits;
    private final MemberPages pages;
    private final AuditTrail audit;

    public PasswordEndpoint(
            PasswordChange passwords, Sessions sessions, Visits visits, MemberPages pages, AuditTrail audit) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.visits = visits;
        this.pages = pages;
        this.audit = audit;
    }

    /** The form. */
    @GET
    public Response show(@Context HttpHeaders headers) {
        return pages.show(headers, "/account/password/", session -> form(200, session, new FieldProblems()));
    }

    private Response.ResponseBuilder form(int status, LoginSession session, FieldProblems problems) {
        return pages.page(
                status,
                session,
                "password",
                Map.of(
                        "errors",
                        problems.byField(),
                        "minimum",
                        passwords.minimumLength().toString()));
    }

    /** Changes it: 303 in a new session; else the same page, 403 without the current one, 400 when the new one is no good. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response change(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = MemberPages.form(body);
        LoginSession session = pages.sender(headers, form);
        FieldProblems problems = new FieldProblems();
        Optional<SignedInUser> changed = passwords.change(
                session.user(),
                form.find("current_password").orElse(""),
                form.find("new_password").orElse(""),
                problems);
        return changed.map(user -> goOn(headers, session, user))
                .orElseGet(() -> form(problems.has(PasswordChange.CURRENT) ? FORBIDDEN : INVALID, session, problems))
                .build();
    }

    // The other sessions are of the user as they were before, and so have ended.
    private Response.ResponseBuilder goOn(HttpHeaders headers, LoginSession before, SignedInUser user) {
        sessions.end(before);
        LoginSession session = sessions.start(user, visits.of(headers).origin());
        audit.record(AuditEvent.of(EventType.USER_PASSWORD_SET, Actor.user(user.id()))
                .user(user.id()));
        return pages.seeOther("/account/?done=password").header(HttpHeaders.SET_COOKIE, visits.sessionCookie(session));
    }
}

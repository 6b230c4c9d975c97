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
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Sessions;
import dev.latchkey.provider.session.SignedInUser;
import dev.latchkey.provider.session.Ticket;
import dev.latchkey.provider.session.Tickets;
import jakarta.servlet.http.HttpServletRequest;
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

/** {@code /o/login/}: a person logs in and goes on to where the ticket leads. */
@Path(EndpointPaths.ROOT + "/login")
public final class LoginEndpoint {
    private final Visits visits;
    private final Sessions sessions;
    private final Tickets tickets;
    private final PasswordCheck passwords;
    private final MemberPages members;
    private final PageAnswers answers;
    private final AuditTrail audit;

    public LoginEndpoint(
            Visits visits,
            Sessions sessions,
            Tickets tickets,
            PasswordCheck passwords,
            MemberPages members,
            AuditTrail audit) {
        this.visits = visits;
        this.sessions = sessions;
        this.tickets = tickets;
        this.passwords = passwords;
        this.members = members;
        this.answers = members.alone();
        this.audit = audit;
    }

    /** The log-in page; without a ticket, to somebody who is logged in, who that is. */
    @GET
    public Response show(@Context HttpHeaders headers, @QueryParam("ticket") @Nullable String text) {
        Visit visit = visits.of(headers);
        Optional<LoginSession> session = visit.session().filter(any -> text == null);
        if (session.isPresent()) {
            return members.alone()
                    .page(200, LoginPages.signedIn(visits, session.get()).within(members.frame(session.get())))
                    .build();
        }
        Optional<Ticket> ticket = Optional.ofNullable(text).map(any -> open(visit, any));
        String hint = ticket.map(any -> any.prompt().username()).orElse("");
        LoginPages.Form form = new LoginPages.Form(ticket, text == null ? "" : text, hint, false);
        return known(visit, answers.page(200, LoginPages.login(visits, visit, form)));
    }

    /** Checks the password: 303 to where the ticket leads, in a new session; else the same page again. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logIn(
            @Context HttpHeaders headers, @Context HttpServletRequest request, @Nullable Parameters body) {
        Parameters form = body == null ? Parameters.parse(new byte[0]) : body;
        Visit visit = visits.of(headers);
        visits.requireOwnForm(visit.browser(), form);
        Optional<Ticket> ticket = form.find("ticket").map(any -> open(visit, any));
        String username = form.find("username").orElse("");
        Optional<SignedInUser> user =
                passwords.check(username, form.find("password").orElse(""), request.getRemoteAddr());
        if (user.isEmpty()) {
            LoginPages.Form again =
                    new LoginPages.Form(ticket, form.find("ticket").orElse(""), username, true);
            return known(visit, answers.page(400, LoginPages.login(visits, visit, again)));
        }
        return goOn(visit, user.get(), ticket);
    }

    // A new session at each login: an id that somebody else knew before is worth nothing after it.
    private Response goOn(Visit visit, SignedInUser user, Optional<Ticket> ticket) {
        visit.session().ifPresent(sessions::end);
        LoginSession session = sessions.start(user, visit.origin());
        audit.record(AuditEvent.of(EventType.USER_LOGGED_IN, Actor.user(user.id()))
                .user(user.id())
                .with("session", session.id().toString()));
        String path = ticket.map(to -> path(session, to)).orElse("/login/");
        return answers.toOwn(303, path)
                .header(HttpHeaders.SET_COOKIE, visits.sessionCookie(session))
                .build();
    }

    // A page that needs to know nothing gets an address that can be kept.
    private String path(LoginSession session, Ticket ticket) {
        return ticket.payload().isEmpty()
                ? ticket.destination()
                : ticket.destination() + "?ticket=" + tickets.seal(session.id(), ticket);
    }

    private Ticket open(Visit visit, String text) {
        return tickets.open(visit.browser(), text).orElseThrow(PageRefusedException::staleTicket);
    }

    private Response known(Visit visit, Response.ResponseBuilder answer) {
        return visit.isNew()
                ? answer.header(HttpHeaders.SET_COOKIE, visits.browserCookie(visit))
                        .build()
                : answer.build();
    }
}

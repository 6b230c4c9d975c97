package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
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
    private final Tickets tickets;
    private final PasswordCheck passwords;
    private final LoginPages pages;
    private final LogIns logIns;

    public LoginEndpoint(Visits visits, Tickets tickets, PasswordCheck passwords, LoginPages pages, LogIns logIns) {
        this.visits = visits;
        this.tickets = tickets;
        this.passwords = passwords;
        this.pages = pages;
        this.logIns = logIns;
    }

    /** The log-in page; to somebody who is logged in and goes nowhere, who that is. */
    @GET
    public Response show(
            @Context HttpHeaders headers,
            @QueryParam("ticket") @Nullable String text,
            @QueryParam("done") @Nullable String done) {
        Visit visit = visits.of(headers);
        String notice = LoginPages.notice(done);
        Optional<LoginSession> session = visit.session().filter(any -> text == null && notice.isEmpty());
        if (session.isPresent()) {
            return pages.signedIn(session.get());
        }
        LoginPages.Way way = way(visit, Optional.ofNullable(text));
        return pages.logIn(200, visit, new LoginPages.Form(way, way.prompt().username(), false, notice));
    }

    /** Checks the password: 303 to where the ticket leads, in a new session; else the same page again. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response logIn(
            @Context HttpHeaders headers, @Context HttpServletRequest request, @Nullable Parameters body) {
        Parameters form = MemberPages.form(body);
        Visit visit = visits.of(headers);
        visits.requireOwnForm(visit.browser(), form);
        LoginPages.Way way = way(visit, form.find("ticket"));
        String username = form.find("username").orElse("");
        Optional<SignedInUser> user =
                passwords.check(username, form.find("password").orElse(""), request.getRemoteAddr());
        return user.map(found -> goOn(visit, found, way.ticket()))
                .orElseGet(() -> pages.logIn(400, visit, new LoginPages.Form(way, username, true, "")));
    }

    private Response goOn(Visit visit, SignedInUser user, Optional<Ticket> ticket) {
        LoginSession session = logIns.start(visit, user);
        String path = ticket.map(to -> path(session, to)).orElse("/login/");
        return pages.toOwn(path)
                .header(HttpHeaders.SET_COOKIE, visits.sessionCookie(session))
                .build();
    }

    // A page that needs to know nothing gets an address that can be kept.
    private String path(LoginSession session, Ticket ticket) {
        return ticket.payload().isEmpty()
                ? ticket.destination()
                : ticket.destination() + "?ticket=" + tickets.seal(session.id(), ticket);
    }

    private LoginPages.Way way(Visit visit, Optional<String> text) {
        return LoginPages.Way.of(tickets, visit, text);
    }
}

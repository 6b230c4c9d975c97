package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /o/logout/}: a person logs out, after a click on a form of ours and never by a link alone. */
@Path(EndpointPaths.ROOT + "/logout")
public final class LogoutEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LogoutEndpoint.class);

    private final Visits visits;
    private final Sessions sessions;
    private final PageAnswers answers;

    public LogoutEndpoint(Visits visits, Sessions sessions, PageAnswers answers) {
        this.visits = visits;
        this.sessions = sessions;
        this.answers = answers;
    }

    /** Asks; the session lives on. */
    @GET
    public Response show(@Context HttpHeaders headers) {
        Page page = visits.of(headers)
                .session()
                .map(session -> LoginPages.signedIn(visits, session))
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
            LOG.info(
                    "logged out: user {}, session {}",
                    session.get().user().id(),
                    session.get().id());
        }
        return answers.toOwn(303, "/logout/")
                .header(HttpHeaders.SET_COOKIE, visits.noSessionCookie())
                .header(HttpHeaders.SET_COOKIE, visits.noBrowserCookie())
                .build();
    }
}

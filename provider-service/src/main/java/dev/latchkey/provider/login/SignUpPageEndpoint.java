package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.Tickets;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /o/sign-up/}: a person makes an account, logs in with it and goes on to where the ticket leads. */
@Path(EndpointPaths.ROOT + "/sign-up")
public final class SignUpPageEndpoint {
    private static final int INVALID = 400;
    private static final int CONFLICT = 409;

    private final Visits visits;
    private final Tickets tickets;
    private final SignUp rule;
    private final LoginPages pages;

    public SignUpPageEndpoint(Visits visits, Tickets tickets, SignUp rule, LoginPages pages) {
        this.visits = visits;
        this.tickets = tickets;
        this.rule = rule;
        this.pages = pages;
    }

    /** The form. */
    @GET
    public Response show(@Context HttpHeaders headers, @QueryParam("ticket") @Nullable String text) {
        Visit visit = visits.of(headers);
        return form(200, visit, way(visit, Optional.ofNullable(text)), "", List.of());
    }

    /** Makes the account: 303 to the log-in page; 400, or 409 when the name is taken, with the same page. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signUp(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = MemberPages.form(body);
        Visit visit = visits.of(headers);
        visits.requireOwnForm(visit.browser(), form);
        LoginPages.Way way = way(visit, form.find("ticket"));
        String username = form.find("username").orElse("");
        SignUp.Result result =
                rule.make(new SignUpRequest(username, form.find("password").orElse("")));
        if (result instanceof SignUp.Result.Made) {
            return pages.toLogIn(way);
        }
        if (result instanceof SignUp.Result.Taken taken) {
            return form(CONFLICT, visit, way, username, List.of(taken.problem()));
        }
        return form(INVALID, visit, way, username, ((SignUp.Result.Refused) result).problems());
    }

    private LoginPages.Way way(Visit visit, Optional<String> text) {
        return LoginPages.Way.of(tickets, visit, text);
    }

    private Response form(int status, Visit visit, LoginPages.Way way, String username, List<SignUp.Problem> problems) {
        FieldProblems found = new FieldProblems();
        problems.forEach(problem -> found.add(problem.field(), 0, problem.key(), problem.argument()));
        return pages.signUp(
                status, visit, new LoginPages.SignUpForm(way, username, found.byField(), rule.minimumLength()));
    }
}

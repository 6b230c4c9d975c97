package dev.latchkey.provider.authorize;

import dev.latchkey.provider.consent.Consents;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.session.LoginPrompt;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
import dev.latchkey.provider.session.Tickets;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a good authorization request needs next: a log-in, consent, or nothing but its code. */
final class Interaction {
    static final String RESUME = "/authorize/resume";
    static final String DECISION = "/authorize/decision";

    // Header lines of browsers and servers end at 8 KiB.
    private static final int MAX_TICKET = 6_500;

    private final Visits visits;
    private final Tickets tickets;
    private final Consents consents;
    private final AuthorizationCodes codes;
    private final ConsentPage page;
    private final PageAnswers answers;
    private final InstantSource clock;

    Interaction(AuthorizationTools tools) {
        this.visits = tools.visits();
        this.tickets = tools.tickets();
        this.consents = tools.consents();
        this.codes = tools.codes();
        this.page = tools.page();
        this.answers = tools.answers();
        this.clock = tools.clock();
    }

    /**
     * The next step.
     *
     * @param visit who is there
     * @param request the good request
     * @param status of a redirect: 302 after a GET, 303 after a POST
     * @param fresh whether the user logged in for this very request
     * @param answer takes what is issued to the client
     * @throws OAuthException login_required or consent_required when nobody may be asked
     */
    Response next(
            Visit visit,
            AuthorizationRequest request,
            int status,
            boolean fresh,
            Function<Map<String, String>, Response> answer) {
        Optional<LoginSession> session =
                visit.session().filter(login -> fresh || !request.wantsLogin(login, clock.instant()));
        if (session.isEmpty()) {
            return logIn(visit, request, status);
        }
        boolean ask = request.prompt().wantsConsent() || !isAllowed(request, session.get());
        return ask ? ask(visit, request, session.get()) : answer.apply(issue(request, session.get()));
    }

    private boolean isAllowed(AuthorizationRequest request, LoginSession session) {
        Destination destination = request.destination();
        return consents.isGiven(
                destination.client(),
                destination.redirectUri(),
                request.consentKey(session),
                request.permission().scope());
    }

    private Response logIn(Visit visit, AuthorizationRequest request, int status) {
        if (request.prompt().isNone()) {
            throw new OAuthException(ErrorCode.LOGIN_REQUIRED, "Nobody is logged in. Send the request without prompt.");
        }
        String ticket = tickets.seal(visit.browser(), ticket(request));
        if (ticket.length() > MAX_TICKET) {
            throw OAuthException.invalidRequest("The request is too long. Shorten the state or the scope, or push it.");
        }
        return known(visit, answers.toOwn(status, "/login/?ticket=" + ticket));
    }

    private Ticket ticket(AuthorizationRequest request) {
        Destination destination = request.destination();
        LoginPrompt prompt = new LoginPrompt(
                destination.client().name(), request.loginHint(), destination.formAction(), request.languages());
        return tickets.issue(RESUME, request.form(), prompt);
    }

    private Response ask(Visit visit, AuthorizationRequest request, LoginSession session) {
        if (request.prompt().isNone()) {
            throw new OAuthException(
                    ErrorCode.CONSENT_REQUIRED, "The user has not allowed this yet. Send the request without prompt.");
        }
        PendingDecision pending = PendingDecision.of(codes.newId(), request);
        Ticket sealed = tickets.issue(DECISION, pending.text(), LoginPrompt.plain());
        ConsentPage.Form form = new ConsentPage.Form(
                visits.csrf(session.id()),
                tickets.seal(session.id(), sealed),
                tickets.seal(session.id(), ticket(request)),
                tickets.seal(visit.browser(), ticket(request)),
                visits.tell(session).orElse(null));
        return known(visit, answers.page(200, page.of(request, session, form)));
    }

    private Map<String, String> issue(AuthorizationRequest request, LoginSession session) {
        return codes.issue(codes.newId(), request, session)
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.ACCESS_DENIED, "The user was changed while allowing this. Start again."));
    }

    private Response known(Visit visit, Response.ResponseBuilder answer) {
        return visit.isNew()
                ? answer.header(HttpHeaders.SET_COOKIE, visits.browserCookie(visit))
                        .build()
                : answer.build();
    }
}

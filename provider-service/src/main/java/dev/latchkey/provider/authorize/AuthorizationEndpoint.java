package dev.latchkey.provider.authorize;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.RequestBody;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthError;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET|POST /o/authorize/}: a person allows an application something (RFC 6749 §3.1, §4.1). */
@Path(EndpointPaths.ROOT + "/authorize")
public final class AuthorizationEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationEndpoint.class);
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final int NOT_ALLOWED = 405;
    private static final OAuthError DENIED = new OAuthError(ErrorCode.ACCESS_DENIED, "The user denied the request.");

    private final AuthorizationRequests requests;
    private final PushedRequests pushed;
    private final ClientRedirect redirect;
    private final Interaction interaction;
    private final AuthorizationTools tools;

    public AuthorizationEndpoint(
            String issuer, AuthorizationRequests requests, PushedRequests pushed, AuthorizationTools tools) {
        this.requests = requests;
        this.pushed = pushed;
        this.redirect = new ClientRedirect(issuer);
        this.interaction = new Interaction(tools);
        this.tools = tools;
    }

    /** A request by a link or a redirect. */
    @GET
    public Response get(@Context HttpHeaders headers, @Context UriInfo uri) {
        return authorize(headers, Parameters.parseNotingRepeats(query(uri).getBytes(UTF_8)), FOUND);
    }

    /** Refused: unlike a GET, a HEAD must do nothing, and a redirect with a code would be worth one. */
    @HEAD
    public Response head() {
        return onlyBy("GET, POST, OPTIONS");
    }

    /** Says what it takes, which without this method would be HEAD as well. */
    @OPTIONS
    public Response options() {
        return Response.ok().allow("GET", "POST", "OPTIONS").build();
    }

    /** A request by a form; what its URL says counts as well, and nothing may be said twice. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response post(@Context HttpHeaders headers, @Context UriInfo uri, InputStream body) throws IOException {
        String form = new String(RequestBody.read(headers.getMediaType(), body), UTF_8);
        return authorize(headers, Parameters.parseNotingRepeats((query(uri) + "&" + form).getBytes(UTF_8)), SEE_OTHER);
    }

    private static String query(UriInfo uri) {
        String query = uri.getRequestUri().getRawQuery();
        return query == null ? "" : query;
    }

    private Response authorize(HttpHeaders headers, Parameters sent, int status) {
        boolean isPushed = PushedRequests.isMeant(sent);
        Parameters parameters = isPushed ? pushed.take(sent) : sent;
        Destination destination = requests.destination(parameters);
        return answered(
                destination,
                status,
                () -> interaction.next(
                        tools.visits().of(headers),
                        requests.require(destination, parameters, isPushed),
                        status,
                        false,
                        issued -> toClient(status, redirect.success(destination, issued))));
    }

    /** Goes on after a log-in, in the new session. */
    @GET
    @Path("/resume")
    public Response resume(@Context HttpHeaders headers, @QueryParam("ticket") @Nullable String text) {
        Visit visit = tools.visits().of(headers);
        LoginSession session = visit.session().orElseThrow(PageRefusedException::staleTicket);
        Ticket ticket = ticket(session, text == null ? "" : text, Interaction.RESUME)
                .orElseThrow(PageRefusedException::staleTicket);
        Parameters parameters = Parameters.parse(ticket.payload().getBytes(UTF_8));
        Destination destination = requests.destination(parameters);
        return answered(
                destination,
                FOUND,
                () -> interaction.next(
                        visit,
                        requests.require(destination, parameters, true),
                        FOUND,
                        true,
                        issued -> toClient(FOUND, redirect.success(destination, issued))));
    }

    /** Refused as well. */
    @HEAD
    @Path("/resume")
    public Response headOfResume() {
        return onlyBy("GET, OPTIONS");
    }

    /** Says the same. */
    @OPTIONS
    @Path("/resume")
    public Response optionsOfResume() {
        return Response.ok().allow("GET", "OPTIONS").build();
    }

    private Response onlyBy(String methods) {
        return tools.answers()
                .error(NOT_ALLOWED, "error.request", "method_not_allowed", "This address does not take HEAD.")
                .header(HttpHeaders.ALLOW, methods)
                .build();
    }

    /** Takes the person's decision. */
    @POST
    @Path("/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = body == null ? Parameters.parse(new byte[0]) : body;
        LoginSession session = tools.visits().of(headers).session().orElseThrow(PageRefusedException::forged);
        tools.visits().requireOwnForm(session.id(), form);
        PendingDecision pending = ticket(session, form.find("request").orElse(""), Interaction.DECISION)
                .map(ticket -> PendingDecision.read(ticket.payload()))
                .orElseThrow(PageRefusedException::forged);
        Destination destination = requests.destination(pending.parameters());
        String decision = form.find("decision").orElse("");
        return answered(destination, SEE_OTHER, () -> decided(destination, decision, pending, session));
    }

    private Response decided(Destination destination, String decision, PendingDecision pending, LoginSession session) {
        if (decision.equals("deny")) {
            return denied(destination, pending, session);
        }
        AuthorizationRequest request = requests.require(destination, pending.parameters(), true);
        if (!decision.equals("allow") || !pending.showed(request.permission())) {
            throw PageRefusedException.forged();
        }
        Map<String, String> issued =
                tools.codes().issue(pending.id(), request, session).orElseThrow(AuthorizationEndpoint::decidedBefore);
        // After the code: a form that is sent again must not bring back a consent that was withdrawn.
        tools.consents()
                .give(
                        destination.client(),
                        destination.redirectUri(),
                        request.consentKey(session),
                        request.permission().scope());
        tools.audit().record(decision(EventType.CONSENT_GIVEN, destination, pending, session));
        return toClient(SEE_OTHER, redirect.success(destination, issued));
    }

    private Response denied(Destination destination, PendingDecision pending, LoginSession session) {
        if (!tools.codes().deny(pending, destination, session)) {
            throw decidedBefore();
        }
        tools.audit().record(decision(EventType.CONSENT_DENIED, destination, pending, session));
        return toClient(SEE_OTHER, redirect.error(destination, DENIED));
    }

    private static AuditEvent decision(
            EventType type, Destination destination, PendingDecision pending, LoginSession session) {
        long user = session.user().id();
        return AuditEvent.of(type, Actor.user(user))
                .user(user)
                .client(destination.client().id())
                .with("scope", pending.permission().scope().toString());
    }

    private static PageRefusedException decidedBefore() {
        return new PageRefusedException(
                403, "error.decided", "access_denied", "This consent form was sent before. Start the request again.");
    }

    private Optional<Ticket> ticket(LoginSession session, String text, String destination) {
        return tools.tickets()
                .open(session.id(), text)
                .filter(any -> any.destination().equals(destination));
    }

    // The one place beside the mapper that catches refusals: from here on the client is told.
    private Response answered(Destination destination, int status, Supplier<Response> act) {
        try {
            return act.get();
        } catch (OAuthException refusal) {
            LOG.info(
                    "refused: authorization of client {}, {} ({})",
                    destination.client().id(),
                    refusal.error().code().code(),
                    refusal.getMessage());
            return toClient(status, redirect.error(destination, refusal.error()));
        }
    }

    private Response toClient(int status, String location) {
        return tools.answers().to(status, location).build();
    }
}

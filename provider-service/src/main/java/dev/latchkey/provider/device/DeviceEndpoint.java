package dev.latchkey.provider.device;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.LoginPrompt;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
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
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /o/device/}: a person types the code of a device, sees what it wants, and decides (RFC 8628 §3.3). */
@Path(EndpointPaths.ROOT + "/device")
public final class DeviceEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceEndpoint.class);
    private static final String HERE = "/device";
    private static final String DECISION = "/device/decision";

    private final DeviceCodeStore codes;
    private final CodeAttempts attempts;
    private final DeviceTools tools;
    private final DevicePages pages;

    public DeviceEndpoint(DeviceCodeStore codes, CodeAttempts attempts, DeviceTools tools) {
        this.codes = codes;
        this.attempts = attempts;
        this.tools = tools;
        this.pages = new DevicePages(tools.resources());
    }

    /** The page to type the code on; the log-in page first where nobody is logged in. */
    @GET
    public Response show(
            @Context HttpHeaders headers,
            @QueryParam("user_code") @Nullable String userCode,
            @QueryParam("ticket") @Nullable String ticket) {
        Visit visit = tools.visits().of(headers);
        if (visit.session().isEmpty()) {
            return logIn(visit, typed(userCode));
        }
        LoginSession session = visit.session().get();
        String code = ticket == null ? typed(userCode) : waiting(session, ticket, HERE);
        return enter(session, 200, code, false);
    }

    // Whatever the address says is shown only where it looks like a code.
    private static String typed(@Nullable String userCode) {
        return Optional.ofNullable(userCode)
                .flatMap(UserCode::parse)
                .map(UserCode::toString)
                .orElse("");
    }

    private Response logIn(Visit visit, String code) {
        Ticket ticket = tools.tickets().issue(HERE, code, LoginPrompt.plain());
        Response.ResponseBuilder answer =
                tools.answers().toOwn(302, "/login/?ticket=" + tools.tickets().seal(visit.browser(), ticket));
        return visit.isNew()
                ? answer.header(HttpHeaders.SET_COOKIE, tools.visits().browserCookie(visit))
                        .build()
                : answer.build();
    }

    private Response enter(LoginSession session, int status, String code, boolean failed) {
        String csrf = tools.visits().csrf(session.id());
        return tools.answers()
                .page(status, DevicePages.enter(session, csrf, code, failed))
                .build();
    }

    /** Looks the typed code up: the page that asks, or the same page again. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enter(
            @Context HttpHeaders headers, @Context HttpServletRequest request, @Nullable Parameters body) {
        Parameters form = form(body);
        LoginSession session = ownSession(headers, form);
        String address = request.getRemoteAddr();
        attempts.require(session.id(), address);
        Optional<IssuedDeviceCode> code =
                UserCode.parse(form.find("user_code").orElse("")).flatMap(typed -> claim(session, typed));
        Optional<Client> client = code.flatMap(
                        found -> tools.clients().find(found.code().client()))
                .filter(Client::enabled);
        if (code.isEmpty() || client.isEmpty()) {
            attempts.failed(session.id(), address);
            LOG.info("refused: user code, user {}", session.user().id());
            return enter(session, 400, "", true);
        }
        Ticket pending = tools.tickets().issue(DECISION, code.get().code().id().toString(), LoginPrompt.plain());
        return tools.answers()
                .page(
                        200,
                        pages.confirm(
                                session,
                                tools.visits().csrf(session.id()),
                                tools.tickets().seal(session.id(), pending),
                                client.get(),
                                code.get()))
                .build();
    }

    private Optional<IssuedDeviceCode> claim(LoginSession session, UserCode typed) {
        return codes.claim(
                        typed,
                        session.user().id(),
                        session.user().version(),
                        tools.clock().instant())
                .map(code -> new IssuedDeviceCode(code, typed));
    }

    /** Takes the decision, once. */
    @POST
    @Path("/decision")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = form(body);
        LoginSession session = ownSession(headers, form);
        RowId id = RowId.of(
                HexFormat.of().parseHex(waiting(session, form.find("request").orElse(""), DECISION)));
        DeviceDecision decision = decision(form.find("decision").orElse(""));
        Instant now = tools.clock().instant();
        if (!codes.decide(id, session.user().id(), decision, now)) {
            throw new PageRefusedException(
                    403, "error.decided", "access_denied", "This code was decided before or has expired. Start again.");
        }
        codes.find(id).ifPresent(found -> tools.audit().record(event(decision, found.code(), session)));
        return tools.answers()
                .page(200, DevicePages.done(decision == DeviceDecision.ALLOWED))
                .build();
    }

    private static AuditEvent event(DeviceDecision decision, DeviceCode code, LoginSession session) {
        long user = session.user().id();
        EventType type = decision == DeviceDecision.ALLOWED ? EventType.DEVICE_APPROVED : EventType.DEVICE_DENIED;
        AuditEvent event = AuditEvent.of(type, Actor.user(user))
                .user(user)
                .client(code.client())
                .with("scope", code.permission().scope().toString());
        // What was denied never becomes a grant.
        return decision == DeviceDecision.ALLOWED
                ? event.with("grant", code.id().toString())
                : event;
    }

    private static DeviceDecision decision(String word) {
        return switch (word) {
            case "allow" -> DeviceDecision.ALLOWED;
            case "deny" -> DeviceDecision.DENIED;
            default -> throw PageRefusedException.forged();
        };
    }

    private static Parameters form(@Nullable Parameters body) {
        return body == null ? Parameters.parse(new byte[0]) : body;
    }

    private LoginSession ownSession(HttpHeaders headers, Parameters form) {
        LoginSession session = tools.visits().of(headers).session().orElseThrow(PageRefusedException::forged);
        tools.visits().requireOwnForm(session.id(), form);
        return session;
    }

    private String waiting(LoginSession session, String text, String destination) {
        return tools.tickets()
                .open(session.id(), text)
                .filter(ticket -> ticket.destination().equals(destination))
                .map(Ticket::payload)
                .orElseThrow(PageRefusedException::staleTicket);
    }
}

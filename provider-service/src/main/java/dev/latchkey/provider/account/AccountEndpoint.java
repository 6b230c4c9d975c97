package dev.latchkey.provider.account;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.page.Part;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.ActiveSession;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Sessions;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** {@code /o/account/}: where a person is logged in, and how that ends. */
@Path(EndpointPaths.ROOT + "/account")
public final class AccountEndpoint {
    private static final Set<String> DONE = Set.of("password", "session", "sessions");

    private static final int ROWS = 5;

    private final Sessions sessions;
    private final MemberPages pages;
    private final AuditTrail audit;
    private final LongConsumer grants;
    private final RecentActivity activity;
    private final boolean hasPassword;

    /**
     * Takes the sessions.
     *
     * @param grants ends all grants of the user with an id
     * @param hasPassword whether people's passwords are kept here, so that they can be changed here
     */
    public AccountEndpoint(
            Sessions sessions,
            MemberPages pages,
            AuditTrail audit,
            LongConsumer grants,
            RecentActivity activity,
            boolean hasPassword) {
        this.sessions = sessions;
        this.pages = pages;
        this.audit = audit;
        this.grants = grants;
        this.activity = activity;
        this.hasPassword = hasPassword;
    }

    /** Who is logged in, their sessions, a page at a time, and what happened to the account of late. */
    @GET
    public Response show(
            @Context HttpHeaders headers,
            @QueryParam("done") @Nullable String done,
            @QueryParam("from") @Nullable String from) {
        String notice = Optional.ofNullable(done)
                .filter(DONE::contains)
                .map("account."::concat)
                .orElse("");
        return pages.show(headers, "/account/", session -> show(session, from, notice));
    }

    private Response.ResponseBuilder show(LoginSession session, @Nullable String from, String notice) {
        List<ActiveSession> all = sessions.of(session.user()).stream()
                .sorted(Comparator.comparing((ActiveSession active) -> !isCurrent(active, session)))
                .toList();
        Part<ActiveSession> part = Part.of(all, ROWS, from);
        return pages.page(
                200,
                session,
                "account",
                Map.of(
                        "hasPassword",
                        hasPassword,
                        "several",
                        all.size() > 1,
                        "sessions",
                        part.rows().stream().map(active -> row(active, session)).toList(),
                        "next",
                        part.next(),
                        "activity",
                        from == null ? activity.of(session.user()) : List.of(),
                        "notice",
                        notice));
    }

    private static boolean isCurrent(ActiveSession active, LoginSession current) {
        return active.session().id().equals(current.id());
    }

    private static Map<String, Object> row(ActiveSession active, LoginSession current) {
        LoginSession session = active.session();
        return Map.of(
                "id", session.id().toString(),
                "current", isCurrent(active, current),
                "address", active.origin().address(),
                "agent", active.origin().agent(),
                "startedAt", session.authenticatedAt(),
                "lastSeenAt", session.lastSeenAt());
    }

    /**
     * Ends one session, with {@code session=others} all but this one, with {@code everywhere} all of them and every grant
     * of an application.
     */
    @POST
    @Path("/sessions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@Context HttpHeaders headers, @Nullable Parameters body) {
        Parameters form = MemberPages.form(body);
        LoginSession session = pages.sender(headers, form);
        String which = form.find("session").orElse("");
        if (which.equals("others")) {
            sessions.endOthers(session);
            audit.record(ended(session, which));
            return pages.seeOther("/account/?done=sessions").build();
        }
        if (which.equals("everywhere")) {
            return endEverything(session);
        }
        RowId id = RowId.parse(which)
                .filter(any -> sessions.end(session.user(), any))
                .orElseThrow(MemberPages::missing);
        audit.record(ended(session, id.toString()));
        return pages.seeOther("/account/?done=session").build();
    }

    // The other sessions first: from one of them a new grant could be made meanwhile.
    private Response endEverything(LoginSession session) {
        sessions.endOthers(session);
        grants.accept(session.user().id());
        sessions.end(session);
        audit.record(ended(session, "everywhere"));
        return pages.seeOther("/login/?done=everywhere").build();
    }

    private static AuditEvent ended(LoginSession session, String which) {
        long user = session.user().id();
        return AuditEvent.of(EventType.USER_SESSION_ENDED, Actor.user(user))
                .user(user)
                .with("session", which);
    }
}

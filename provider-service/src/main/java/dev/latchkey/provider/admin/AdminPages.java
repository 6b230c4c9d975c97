package dev.latchkey.provider.admin;

import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginPrompt;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of administration have in common: the right is looked up at each request, so that whoever loses it
 * loses it at once, and acts that cannot be undone need a log-in of a short while ago.
 */
public final class AdminPages {
    /** The folders below the issuer's path where administration is. */
    public static final List<String> SECTIONS = List.of(
            "admin", "admin/users", "admin/groups", "admin/applications", "admin/grants", "admin/keys", "admin/audit");

    private final AdminTools tools;
    private final MemberPages pages;

    /** The pages of all sections, in the frame that {@code pages} puts around them. */
    public AdminPages(AdminTools tools, MemberPages pages) {
        this.tools = tools;
        this.pages = pages;
    }

    /** The pages of one section. */
    AdminPages in(String section) {
        return new AdminPages(tools, pages.in(section));
    }

    /** The time. */
    Instant now() {
        return tools.clock().instant();
    }

    /** A page; a stranger logs in first and comes back to {@code path}, whoever is no administrator is refused. */
    Response show(HttpHeaders headers, String path, Function<LoginSession, Response.ResponseBuilder> page) {
        return pages.show(headers, path, session -> page.apply(administrator(session)));
    }

    /** The same for the question before an act that cannot be undone: it needs a log-in of a short while ago. */
    Response ask(HttpHeaders headers, String path, Function<LoginSession, Response.ResponseBuilder> question) {
        return show(
                headers, path, session -> isRecent(session) ? question.apply(session) : logInAgain(headers, 302, path));
    }

    /** Takes a form that was served to who sends it. */
    Response take(
            HttpHeaders headers,
            @Nullable Parameters body,
            BiFunction<LoginSession, Parameters, Response.ResponseBuilder> act) {
        Parameters form = MemberPages.form(body);
        LoginSession session = administrator(pages.sender(headers, form));
        return act.apply(session, form).build();
    }

    /** The same for an act that cannot be undone; {@code path} is where its question is asked. */
    Response takeRecent(
            HttpHeaders headers,
            @Nullable Parameters body,
            String path,
            BiFunction<LoginSession, Parameters, Response.ResponseBuilder> act) {
        return take(
                headers,
                body,
                (session, form) -> isRecent(session) ? act.apply(session, form) : logInAgain(headers, 303, path));
    }

    private LoginSession administrator(LoginSession session) {
        if (!session.user().administrator()) {
            long user = session.user().id();
            record(AuditEvent.of(EventType.ADMINISTRATION_REFUSED, Actor.user(user))
                    .user(user));
            throw new PageRefusedException(
                    403, "error.administrator", "access_denied", "The user is no administrator. Log in as one.");
        }
        return session;
    }

    private boolean isRecent(LoginSession session) {
        return now().isBefore(session.authenticatedAt().plus(tools.recentLogin()));
    }

    private Response.ResponseBuilder logInAgain(HttpHeaders headers, int status, String path) {
        Visit visit = tools.visits().of(headers);
        Ticket ticket = tools.tickets().issue(path, "", LoginPrompt.plain());
        Response.ResponseBuilder answer = tools.answers()
                .toOwn(status, "/login/?ticket=" + tools.tickets().seal(visit.browser(), ticket));
        return visit.isNew()
                ? answer.header(HttpHeaders.SET_COOKIE, tools.visits().browserCookie(visit))
                : answer;
    }

    /** A page in the frame of administration. */
    Response.ResponseBuilder page(int status, LoginSession session, String template, Map<String, Object> values) {
        return pages.page(status, session, template, values);
    }

    /** The question before an act. */
    Response.ResponseBuilder question(int status, LoginSession session, Question question) {
        return page(status, session, "admin-confirm", question.values());
    }

    /** What was typed about something that was deleted meanwhile, kept; {@code key} is where the fields' names stand. */
    Response.ResponseBuilder gone(LoginSession session, String key, List<Map<String, String>> fields, String back) {
        return page(409, session, "gone", Map.of("key", key, "fields", fields, "back", back));
    }

    /** The way on after an act: 303 to a path below the issuer's. */
    Response.ResponseBuilder seeOther(String path) {
        return pages.seeOther(path);
    }

    /** Writes an act of this administrator down. */
    void record(AuditEvent event) {
        tools.audit().record(event);
    }

    /** An act of this administrator. */
    static AuditEvent event(EventType type, LoginSession session) {
        return AuditEvent.of(type, Actor.user(session.user().id()));
    }
}

package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.Confirmation;
import dev.latchkey.provider.page.Frame;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.session.LoginPrompt;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
import dev.latchkey.provider.session.Tickets;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the pages of a section for people who are logged in have in common: the log-in before them, the frame around
 * them, and forms that only who they were served to can send.
 */
public final class MemberPages {
    private static final String ADMINISTRATION = "admin";

    private final Visits visits;
    private final Tickets tickets;
    private final PageAnswers answers;
    private final List<String> sections;
    private final String current;

    /**
     * Takes where people can go.
     *
     * @param sections the folders below the issuer's path that the navigation leads to
     */
    public MemberPages(Visits visits, Tickets tickets, PageAnswers answers, List<String> sections) {
        this(visits, tickets, answers, sections, "");
    }

    private MemberPages(Visits visits, Tickets tickets, PageAnswers answers, List<String> sections, String current) {
        this.visits = visits;
        this.tickets = tickets;
        this.answers = answers;
        this.sections = List.copyOf(sections);
        this.current = current;
    }

    /** The pages of one section. */
    public MemberPages in(String section) {
        return new MemberPages(visits, tickets, answers, sections, section);
    }

    /**
     * The page for whoever is logged in; a stranger logs in first and comes back to it.
     *
     * @param path where the page is, below the issuer's path; encoded already
     */
    public Response show(HttpHeaders headers, String path, Function<LoginSession, Response.ResponseBuilder> page) {
        Visit visit = visits.of(headers);
        return visit.session().map(page).orElseGet(() -> logIn(visit, path)).build();
    }

    private Response.ResponseBuilder logIn(Visit visit, String path) {
        Ticket ticket = tickets.issue(path, "", LoginPrompt.plain());
        Response.ResponseBuilder answer = answers.toOwn(302, "/login/?ticket=" + tickets.seal(visit.browser(), ticket));
        return visit.isNew() ? answer.header(HttpHeaders.SET_COOKIE, visits.browserCookie(visit)) : answer;
    }

    /** The fields of a form; none when nothing was sent. */
    public static Parameters form(@Nullable Parameters body) {
        return body == null ? Parameters.parse(new byte[0]) : body;
    }

    /**
     * Who sent a form of ours.
     *
     * @throws PageRefusedException 403 when nobody is logged in, or the form was not served to them
     */
    public LoginSession sender(HttpHeaders headers, Parameters form) {
        LoginSession session = visits.of(headers).session().orElseThrow(PageRefusedException::forged);
        visits.requireOwnForm(session.id(), form);
        return session;
    }

    /** A page in its frame. */
    public Response.ResponseBuilder page(
            int status, LoginSession session, String template, Map<String, Object> values) {
        return answers.page(status, Page.of(template, values).within(frame(session)));
    }

    /** Pages that stand alone, and redirects. */
    public PageAnswers alone() {
        return answers;
    }

    /** What stands around the next page of a session; what its user is told once, is told there. */
    public Frame frame(LoginSession session) {
        return new Frame(
                session.user().username(),
                visits.csrf(session.id()),
                sectionsFor(session),
                current,
                visits.tell(session).orElse(null));
    }

    /** The frame of whoever sends a request, in no section; empty when nobody is logged in. */
    Optional<Frame> frame(HttpHeaders headers) {
        return visits.of(headers).session().map(this::frame);
    }

    private List<String> sectionsFor(LoginSession session) {
        return session.user().administrator() && !sections.contains(ADMINISTRATION)
                ? Stream.concat(sections.stream(), Stream.of(ADMINISTRATION)).toList()
                : sections;
    }

    /**
     * The page that asks before something is done that cannot be undone.
     *
     * @param question what it asks
     */
    public Response.ResponseBuilder confirm(LoginSession session, Confirmation question) {
        return page(
                200,
                session,
                "confirm",
                Map.of(
                        "key", question.key(),
                        "name", question.name(),
                        "action", question.action(),
                        "back", question.back()));
    }

    /** The way on after a form was taken: 303 to a path below the issuer's. */
    public Response.ResponseBuilder seeOther(String path) {
        return answers.toOwn(303, path);
    }

    /** The refusal of what does not exist, or belongs to somebody else. */
    public static PageRefusedException missing() {
        return new PageRefusedException(
                404, "error.missing", "not_found", "There is nothing here that belongs to this user. Check the path.");
    }
}

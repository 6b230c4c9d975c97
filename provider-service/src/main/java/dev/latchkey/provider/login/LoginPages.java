package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.PageAnswers;
import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.session.LoginPrompt;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
import dev.latchkey.provider.session.Tickets;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages of signing up, logging in and logging out show. */
public final class LoginPages {
    /** The value of {@code done} with which the log-in page says that there is an account now. */
    static final String SIGNED_UP = "sign-up";

    private static final Map<String, String> NOTICES =
            Map.of(SIGNED_UP, "login.signup", "everywhere", "login.everywhere");

    private static final int MAX_USERNAME = 150;

    private final Visits visits;
    private final MemberPages members;
    private final PageAnswers answers;
    private final boolean signUp;

    /**
     * Takes what they are made with.
     *
     * @param signUp whether the log-in page leads to the sign-up page
     */
    public LoginPages(Visits visits, MemberPages members, boolean signUp) {
        this.visits = visits;
        this.members = members;
        this.answers = members.alone();
        this.signUp = signUp;
    }

    /**
     * Where one goes on to.
     *
     * @param ticket empty for nowhere in particular
     * @param text its sealed form; empty when there is none
     */
    record Way(Optional<Ticket> ticket, String text) {
        /** Opens the browser's ticket, if there is one; throws PageRefusedException when it is too old or another's. */
        static Way of(Tickets tickets, Visit visit, Optional<String> text) {
            Optional<Ticket> ticket =
                    text.map(any -> tickets.open(visit.browser(), any).orElseThrow(PageRefusedException::staleTicket));
            return new Way(ticket, text.orElse(""));
        }

        LoginPrompt prompt() {
            return ticket.map(Ticket::prompt).orElseGet(LoginPrompt::plain);
        }

        String query() {
            return text.isEmpty() ? "" : "?ticket=" + text;
        }
    }

    /**
     * The state of the log-in form.
     *
     * @param username what stands in the field
     * @param failed whether the last try was refused
     * @param notice what was just done, the end of a key; empty for nothing
     */
    record Form(Way way, String username, boolean failed, String notice) {}

    /**
     * The state of the sign-up form.
     *
     * @param username what stands in the field
     * @param errors what is wrong, by field
     * @param minimumLength the fewest characters of a password
     */
    record SignUpForm(Way way, String username, Map<String, List<Map<String, Object>>> errors, int minimumLength) {}

    /** What an address says was just done, as {@link Form#notice}. */
    static String notice(@Nullable String done) {
        return done == null ? "" : NOTICES.getOrDefault(done, "");
    }

    Response logIn(int status, Visit visit, Form form) {
        Map<String, Object> values = Map.of(
                "csrf", visits.csrf(visit.browser()),
                "ticket", form.way().text(),
                "reason", form.way().prompt().reason(),
                "username", cut(form.username()),
                "failed", form.failed(),
                "notice", form.notice(),
                "signUp", signUp,
                "query", form.way().query(),
                "here", "/login/" + form.way().query());
        return known(visit, status, page("login", values, form.way().prompt()));
    }

    Response signUp(int status, Visit visit, SignUpForm form) {
        Map<String, Object> values = Map.of(
                "csrf", visits.csrf(visit.browser()),
                "ticket", form.way().text(),
                "reason", form.way().prompt().reason(),
                "username", cut(form.username()),
                "errors", form.errors(),
                "minimum", String.valueOf(form.minimumLength()),
                "query", form.way().query(),
                "here", "/sign-up/" + form.way().query());
        return known(visit, status, page("sign-up", values, form.way().prompt()));
    }

    /** To the log-in page after signing up. */
    Response toLogIn(Way way) {
        String query = way.query();
        return toOwn("/login/" + query + (query.isEmpty() ? "?" : "&") + "done=" + SIGNED_UP)
                .build();
    }

    /** To a place below the issuer's path, after a form. */
    Response.ResponseBuilder toOwn(String path) {
        return answers.toOwn(303, path);
    }

    Response signedIn(LoginSession session) {
        return answers.page(200, signedIn(visits, session).within(members.frame(session)))
                .build();
    }

    static Page signedIn(Visits visits, LoginSession session) {
        return Page.of(
                "signed-in",
                Map.of(
                        "csrf", visits.csrf(session.id()),
                        "username", session.user().username()));
    }

    static Page signedOut() {
        return Page.of("signed-out", Map.of());
    }

    // The forms may end at a client: Chromium checks each hop of what follows them.
    private static Page page(String template, Map<String, Object> values, LoginPrompt prompt) {
        return new Page(template, values, prompt.formAction(), prompt.languages());
    }

    private static String cut(String username) {
        return username.length() > MAX_USERNAME ? username.substring(0, MAX_USERNAME) : username;
    }

    private Response known(Visit visit, int status, Page page) {
        Response.ResponseBuilder answer = answers.page(status, page);
        return visit.isNew()
                ? answer.header(HttpHeaders.SET_COOKIE, visits.browserCookie(visit))
                        .build()
                : answer.build();
    }
}

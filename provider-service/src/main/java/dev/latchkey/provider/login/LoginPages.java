package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.endpoint.Visits;
import dev.latchkey.provider.page.Page;
import dev.latchkey.provider.session.LoginPrompt;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Ticket;
import java.util.Map;
import java.util.Optional;

/** What the pages of logging in and out show. */
final class LoginPages {
    private static final int MAX_USERNAME = 150;

    private LoginPages() {}

    /**
     * The state of the log-in form.
     *
     * @param ticket where one goes on to
     * @param ticketText its sealed form; empty when there is none
     * @param username what stands in the field
     * @param failed whether the last try was refused
     */
    record Form(Optional<Ticket> ticket, String ticketText, String username, boolean failed) {}

    static Page login(Visits visits, Visit visit, Form form) {
        LoginPrompt prompt = form.ticket().map(Ticket::prompt).orElseGet(LoginPrompt::plain);
        Map<String, Object> values = Map.of(
                "csrf", visits.csrf(visit.browser()),
                "ticket", form.ticketText(),
                "reason", prompt.reason(),
                "username", cut(form.username()),
                "failed", form.failed(),
                "here", form.ticketText().isEmpty() ? "/login/" : "/login/?ticket=" + form.ticketText());
        return new Page("login", values, prompt.formAction(), prompt.languages());
    }

    private static String cut(String username) {
        return username.length() > MAX_USERNAME ? username.substring(0, MAX_USERNAME) : username;
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
}

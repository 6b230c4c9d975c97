package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.page.PasswordNotice;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RequestTrace;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.Cookies;
import dev.latchkey.provider.session.CsrfTokens;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.SessionOrigin;
import dev.latchkey.provider.session.Sessions;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.Optional;

/** Recognises browsers and the people logged in with them, and the forms that were served to them. */
public final class Visits {
    private final Sessions sessions;
    private final Cookies cookies;
    private final CsrfTokens csrf;

    public Visits(Sessions sessions, Cookies cookies, CsrfTokens csrf) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.csrf = csrf;
    }

    /** Who sends this request: one statement where there is a session cookie, none otherwise. */
    public Visit of(HttpHeaders headers) {
        Map<String, Cookie> sent = headers.getCookies();
        Optional<RowId> browser = value(sent, cookies.browser()).flatMap(sessions::browser);
        Optional<LoginSession> login = value(sent, cookies.session()).flatMap(sessions::find);
        SessionOrigin origin = SessionOrigin.of(
                RequestTrace.clientAddress().orElse(""), headers.getHeaderString(HttpHeaders.USER_AGENT));
        return new Visit(browser.orElseGet(sessions::newBrowser), browser.isEmpty(), login.orElse(null), origin);
    }

    private static Optional<String> value(Map<String, Cookie> sent, String name) {
        return Optional.ofNullable(sent.get(name)).map(Cookie::getValue);
    }

    /** What the session's user is told on the next page, this once. */
    public Optional<PasswordNotice> tell(LoginSession session) {
        return sessions.tell(session);
    }

    /** The CSRF token for a form that {@code owner}, a session or a browser, gets. */
    public String csrf(RowId owner) {
        return csrf.of(owner);
    }

    /**
     * Makes sure that a form was served to {@code owner}.
     *
     * @throws PageRefusedException 403 when its {@code csrf} field is missing or wrong
     */
    public void requireOwnForm(RowId owner, Parameters form) {
        if (!csrf.isGood(owner, form.find("csrf").orElse(""))) {
            throw PageRefusedException.forged();
        }
    }

    /** The {@code Set-Cookie} header that tells a browser its id. */
    public String browserCookie(Visit visit) {
        return cookies.set(cookies.browser(), sessions.browserCookie(visit.browser()));
    }

    /** The {@code Set-Cookie} header that logs a browser in. */
    public String sessionCookie(LoginSession session) {
        return cookies.set(cookies.session(), sessions.cookie(session));
    }

    /** The {@code Set-Cookie} header that ends what the browser knows of a session. */
    public String noSessionCookie() {
        return cookies.remove(cookies.session());
    }

    /** The {@code Set-Cookie} header after which the browser gets a new id: what was sealed for it is lost. */
    public String noBrowserCookie() {
        return cookies.remove(cookies.browser());
    }
}

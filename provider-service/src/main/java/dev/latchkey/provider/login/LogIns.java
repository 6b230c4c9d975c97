package dev.latchkey.provider.login;

import dev.latchkey.provider.endpoint.Visit;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.Sessions;
import dev.latchkey.provider.session.SignedInUser;

/** Logs people in whose password was just checked. */
public final class LogIns {
    private final Sessions sessions;
    private final PasswordNotices notices;
    private final AuditTrail audit;

    public LogIns(Sessions sessions, PasswordNotices notices, AuditTrail audit) {
        this.sessions = sessions;
        this.notices = notices;
        this.audit = audit;
    }

    /** A new session at each log-in: an id that somebody else knew before is worth nothing after it. */
    LoginSession start(Visit visit, SignedInUser user) {
        visit.session().ifPresent(sessions::end);
        LoginSession session = sessions.start(
                user,
                visit.origin(),
                notices.of(user.id(), visit.origin().address()).orElse(null));
        audit.record(AuditEvent.of(EventType.USER_LOGGED_IN, Actor.user(user.id()))
                .user(user.id())
                .with("session", session.id().toString()));
        return session;
    }
}

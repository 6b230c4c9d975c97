package dev.latchkey.provider.session;

import dev.latchkey.provider.page.PasswordNotice;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.RowIds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts, finds and ends login sessions, and knows the browsers in which nobody is logged in yet. */
public final class Sessions {
    // Writing the last use down each time would make every page view a write.
    private static final Duration TOUCH_AFTER = Duration.ofMinutes(1);

    private final SessionStore store;
    private final HandleSealer sealer;
    private final RowIds ids;
    private final InstantSource clock;
    private final SessionSettings settings;

    public Sessions(
            SessionStore store, HandleSealer sealer, RowIds ids, InstantSource clock, SessionSettings settings) {
        this.store = store;
        this.sealer = sealer;
        this.ids = ids;
        this.clock = clock;
        this.settings = settings;
    }

    /** A new session for a user whose password was just checked. */
    public LoginSession start(SignedInUser user, SessionOrigin origin) {
        return start(user, origin, null);
    }

    /**
     * The same, with something to tell.
     *
     * @param notice what the user is to be told once; null for nothing
     */
    public LoginSession start(SignedInUser user, SessionOrigin origin, @Nullable PasswordNotice notice) {
        Instant now = clock.instant();
        Instant endsAt = now.plus(settings.absolute());
        LoginSession session = new LoginSession(ids.next(), user, now, now, idleEnd(now, endsAt), endsAt, notice);
        store.start(session, origin);
        return session;
    }

    /** The live session that a cookie stands for; notes that it is in use. */
    public Optional<LoginSession> find(String cookie) {
        Instant now = clock.instant();
        Optional<LoginSession> found =
                sealer.open(HandleKind.SESSION, cookie).flatMap(handle -> store.find(handle.id(), now));
        found.filter(session -> !now.isBefore(session.lastSeenAt().plus(TOUCH_AFTER)))
                .ifPresent(session -> store.touch(session.id(), now, idleEnd(now, session.endsAt())));
        return found;
    }

    private Instant idleEnd(Instant now, Instant endsAt) {
        Instant idleEnd = now.plus(settings.idle());
        return idleEnd.isBefore(endsAt) ? idleEnd : endsAt;
    }

    /** What the session's user is to be told now, this once; a statement only where there is something. */
    public Optional<PasswordNotice> tell(LoginSession session) {
        return Optional.ofNullable(session.notice()).filter(any -> store.told(session.id()));
    }

    /** Ends the session for good: its cookie is worth nothing any more. */
    public void end(LoginSession session) {
        store.end(session.id());
    }

    /** The live sessions of a user, newest first. */
    public List<ActiveSession> of(SignedInUser user) {
        return store.of(user, clock.instant());
    }

    /** Ends a session of this user for good; false when the user has none with this id. */
    public boolean end(SignedInUser user, RowId id) {
        return store.end(user.id(), id);
    }

    /** Ends all sessions of this session's user for good, but this one. */
    public void endOthers(LoginSession session) {
        store.endOthers(session.user().id(), session.id());
    }

    /** What the cookie of a session says. */
    public String cookie(LoginSession session) {
        return sealer.seal(new Handle(HandleKind.SESSION, session.id(), 0));
    }

    /** An id for a browser that has none yet. */
    public RowId newBrowser() {
        return ids.next();
    }

    /** What the cookie of a browser says. */
    public String browserCookie(RowId browser) {
        return sealer.seal(new Handle(HandleKind.BROWSER, browser, 0));
    }

    /** The browser that a cookie stands for. */
    public Optional<RowId> browser(String cookie) {
        return sealer.open(HandleKind.BROWSER, cookie).map(Handle::id);
    }
}

package dev.latchkey.provider.session;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where login sessions are kept. Each method is one act and one transaction. */
public interface SessionStore {
    /** Keeps a new session. */
    void start(LoginSession session, SessionOrigin origin);

    /** The session, while it lives at {@code now} and its user is enabled and unchanged since the login. */
    Optional<LoginSession> find(RowId id, Instant now);

    /** Notes that the session is in use. */
    void touch(RowId id, Instant lastSeenAt, Instant expiresAt);

    /** Notes that its user has been told; false when somebody else did so before. */
    boolean told(RowId id);

    /** The sessions of a user that {@link #find} finds, newest first; bounded. */
    List<ActiveSession> of(SignedInUser user, Instant now);

    /** Ends the session for good. */
    void end(RowId id);

    /** Ends a session of this user for good; false when the user has none with this id. */
    boolean end(long userId, RowId id);

    /** Ends all sessions of a user for good but one. */
    void endOthers(long userId, RowId kept);
}

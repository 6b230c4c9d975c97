package dev.latchkey.provider.session;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.Optional;

/** Where login sessions are kept. Each method is one act and one transaction. */
public interface SessionStore {
    /** Keeps a new session. */
    void start(LoginSession session);

    /** The session, while it lives at {@code now} and its user is enabled and unchanged since the login. */
    Optional<LoginSession> find(RowId id, Instant now);

    /** Notes that the session is in use. */
    void touch(RowId id, Instant lastSeenAt, Instant expiresAt);

    /** Ends the session for good. */
    void end(RowId id);
}

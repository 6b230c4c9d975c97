package dev.latchkey.provider.admin;

import dev.latchkey.provider.session.LoginSession;
import java.time.Instant;
import java.util.List;

/** The log-ins of any user. */
public interface SessionDirectory {
    /** Up to {@code most} live sessions, the last used first. */
    List<LoginSession> of(long user, Instant now, int most);

    /** Ends all; how many there were. */
    int endAll(long user);
}

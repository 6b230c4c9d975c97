package dev.latchkey.provider.admin;

import dev.latchkey.provider.session.LoginSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What hangs on a user: the first of each.
 *
 * @param sessions the log-ins
 * @param grants what the user allowed applications
 * @param applications the applications that the user registered
 */
record UserHoldings(List<LoginSession> sessions, List<LiveGrant> grants, List<ClientRow> applications) {
    /** How many of each are shown. */
    static final int MOST = 5;

    Map<String, Object> values() {
        return Map.of(
                "sessions", sessions.stream().map(UserHoldings::row).toList(),
                "grants", grants.stream().map(GrantPages::row).toList(),
                "applications", applications.stream().map(ClientRow::values).toList());
    }

    private static Map<String, Instant> row(LoginSession session) {
        return Map.of("since", session.authenticatedAt(), "lastSeen", session.lastSeenAt());
    }
}

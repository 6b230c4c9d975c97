package dev.latchkey.provider.admin;

import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.session.LoginSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

    private static final int TEXTS = 1_400;

    /** The same; only the first of each when their texts are too long for one page beside {@code bytes} bytes of others. */
    UserHoldings beside(int bytes) {
        int own = Stream.concat(
                        grants.stream().map(UserHoldings::texts),
                        applications.stream().map(UserHoldings::texts))
                .mapToInt(TypedLists::bytes)
                .sum();
        return bytes + own <= TEXTS ? this : new UserHoldings(first(sessions), first(grants), first(applications));
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(1, all.size()));
    }

    // As often as they stand there.
    private static String texts(LiveGrant grant) {
        return grant.scope() + grant.client().value().repeat(3);
    }

    private static String texts(ClientRow application) {
        return application.name() + application.id().value().repeat(2);
    }

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

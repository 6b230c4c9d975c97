package dev.latchkey.provider.admin;

import dev.latchkey.provider.page.TypedLists;
import dev.latchkey.provider.session.LoginSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What hangs on a user: the first of each.
 *
 * @param sessions the log-ins
 * @param grants what the user allowed applications
 * @param applications the applications that the user registered
 */
record UserHoldings(List<LoginSession> sessions, List<LiveGrant> grants, List<ClientRow> applications) {
    /** How many of each are shown at most. */
    static final int MOST = 5;

    // What the page has room for beside its frame, in bytes, and what a row takes of it beside its texts; measured in
    // the
    // language in which that is the most.
    private static final int ROOM = 2_900;
    private static final int SESSION = 180;
    private static final int GRANT = 410;
    private static final int APPLICATION = 130;

    /** The first of each, as many as there is room for beside {@code bytes} bytes of other texts, but one at least. */
    UserHoldings beside(int bytes) {
        UserHoldings shown = first(MOST);
        for (int most = MOST - 1; most > 0 && bytes + shown.bytes() > ROOM; most--) {
            shown = first(most);
        }
        return shown;
    }

    private UserHoldings first(int most) {
        return new UserHoldings(first(sessions, most), first(grants, most), first(applications, most));
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private int bytes() {
        String texts = Stream.concat(
                        grants.stream().map(UserHoldings::texts),
                        applications.stream().map(UserHoldings::texts))
                .collect(Collectors.joining());
        return sessions.size() * SESSION
                + grants.size() * GRANT
                + applications.size() * APPLICATION
                + TypedLists.bytes(texts);
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

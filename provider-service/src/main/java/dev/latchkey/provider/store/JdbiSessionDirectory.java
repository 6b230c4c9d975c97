package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.admin.SessionDirectory;
import dev.latchkey.provider.session.LoginSession;
import java.time.Instant;
import java.util.List;

/** The log-ins of any user in {@code oauth_session}. */
public final class JdbiSessionDirectory implements SessionDirectory {
    private static final String OF_USER =
            JdbiSessionStore.LIVE + " AND s.user_id = :user_id ORDER BY s.last_seen_at DESC, s.id LIMIT :limit";
    private static final String END_ALL = "DELETE FROM oauth_session WHERE user_id = :user_id";

    private final Database database;

    public JdbiSessionDirectory(Database database) {
        this.database = database;
    }

    @Override
    public List<LoginSession> of(long user, Instant now, int most) {
        return database.withHandle(handle -> handle.createQuery(OF_USER)
                .bind("user_id", user)
                .bind("now", now.toEpochMilli())
                .bind("limit", most)
                .map((row, context) -> JdbiSessionStore.read(row))
                .list());
    }

    @Override
    public int endAll(long user) {
        return database.withHandle(
                handle -> handle.createUpdate(END_ALL).bind("user_id", user).execute());
    }
}

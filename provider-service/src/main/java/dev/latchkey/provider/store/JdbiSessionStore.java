package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.page.PasswordNotice;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.session.ActiveSession;
import dev.latchkey.provider.session.LoginSession;
import dev.latchkey.provider.session.SessionOrigin;
import dev.latchkey.provider.session.SessionStore;
import dev.latchkey.provider.session.SignedInUser;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Login sessions in {@code oauth_session}. */
public final class JdbiSessionStore implements SessionStore {
    private static final String INSERT = """
            INSERT INTO oauth_session (id, user_id, user_version, authenticated_at, last_seen_at, expires_at, ends_at,
                address, agent, notice)
            VALUES (:id, :user_id, :user_version, :authenticated_at, :last_seen_at, :expires_at, :ends_at, :address,
                :agent, :notice)""";
    // More than anybody looks through.
    private static final int LIMIT = 100;
    static final String LIVE = """
            SELECT s.id, s.user_id, s.user_version, s.authenticated_at, s.last_seen_at, s.expires_at, s.ends_at,
                   s.address, s.agent, s.notice, u.username, u.administrator
              FROM oauth_session s JOIN account_user u ON u.id = s.user_id
             WHERE s.expires_at > :now AND u.enabled = TRUE AND u.version = s.user_version""";
    private static final String FIND = LIVE + " AND s.id = :id";
    private static final String OF_USER =
            LIVE + " AND s.user_id = :user_id ORDER BY s.authenticated_at DESC, s.id DESC LIMIT " + LIMIT;
    private static final String TOUCH =
            "UPDATE oauth_session SET last_seen_at = :last_seen_at, expires_at = :expires_at WHERE id = :id";
    private static final String TOLD = "UPDATE oauth_session SET notice = NULL WHERE id = :id AND notice IS NOT NULL";
    private static final String END = "DELETE FROM oauth_session WHERE id = :id";
    private static final String END_OWN = "DELETE FROM oauth_session WHERE id = :id AND user_id = :user_id";
    private static final String END_OTHERS = "DELETE FROM oauth_session WHERE user_id = :user_id AND id <> :id";

    private final Database database;

    public JdbiSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void start(LoginSession session, SessionOrigin origin) {
        try {
            database.withHandle(handle -> handle.createUpdate(INSERT)
                    .bind("id", session.id().bytes())
                    .bind("user_id", session.user().id())
                    .bind("user_version", session.user().version())
                    .bind("authenticated_at", session.authenticatedAt().toEpochMilli())
                    .bind("last_seen_at", session.lastSeenAt().toEpochMilli())
                    .bind("expires_at", session.expiresAt().toEpochMilli())
                    .bind("ends_at", session.endsAt().toEpochMilli())
                    .bind("address", Rows.bytes(origin.address()))
                    .bind("agent", Rows.bytes(origin.agent()))
                    .bind("notice", notice(session))
                    .execute());
        } catch (JdbiException e) {
            // The id was drawn for this login: a row that has it was kept by a try whose answer was lost.
            if (!DatabaseFaults.isDuplicate(e)) {
                throw e;
            }
        }
    }

    @Override
    public Optional<LoginSession> find(RowId id, Instant now) {
        return database.withHandle(handle -> handle.createQuery(FIND)
                .bind("id", id.bytes())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> read(row))
                .findOne());
    }

    @Override
    public List<ActiveSession> of(SignedInUser user, Instant now) {
        return database.withHandle(handle -> handle.createQuery(OF_USER)
                .bind("user_id", user.id())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new ActiveSession(read(row), origin(row)))
                .list());
    }

    private static SessionOrigin origin(ResultSet row) throws SQLException {
        return new SessionOrigin(Rows.textOrEmpty(row, "address"), Rows.textOrEmpty(row, "agent"));
    }

    static LoginSession read(ResultSet row) throws SQLException {
        return new LoginSession(
                RowId.of(row.getBytes("id")),
                new SignedInUser(
                        row.getLong("user_id"),
                        row.getString("username"),
                        row.getLong("user_version"),
                        row.getBoolean("administrator")),
                Rows.time(row, "authenticated_at"),
                Rows.time(row, "last_seen_at"),
                Rows.time(row, "expires_at"),
                Rows.time(row, "ends_at"),
                PasswordNotice.parse(Rows.textOrEmpty(row, "notice")).orElse(null));
    }

    private static byte @Nullable [] notice(LoginSession session) {
        PasswordNotice notice = session.notice();
        return notice == null ? null : Rows.bytes(notice.text());
    }

    @Override
    public void touch(RowId id, Instant lastSeenAt, Instant expiresAt) {
        database.withHandle(handle -> handle.createUpdate(TOUCH)
                .bind("id", id.bytes())
                .bind("last_seen_at", lastSeenAt.toEpochMilli())
                .bind("expires_at", expiresAt.toEpochMilli())
                .execute());
    }

    @Override
    public boolean told(RowId id) {
        return database.withHandle(handle ->
                        handle.createUpdate(TOLD).bind("id", id.bytes()).execute())
                == 1;
    }

    @Override
    public void end(RowId id) {
        database.withHandle(
                handle -> handle.createUpdate(END).bind("id", id.bytes()).execute());
    }

    @Override
    public boolean end(long userId, RowId id) {
        return database.withHandle(handle -> handle.createUpdate(END_OWN)
                        .bind("id", id.bytes())
                        .bind("user_id", userId)
                        .execute())
                == 1;
    }

    @Override
    public void endOthers(long userId, RowId kept) {
        database.withHandle(handle -> handle.createUpdate(END_OTHERS)
                .bind("id", kept.bytes())
                .bind("user_id", userId)
                .execute());
    }
}

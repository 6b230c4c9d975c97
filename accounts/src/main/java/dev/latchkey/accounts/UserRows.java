package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads users out of rows. */
final class UserRows {
    private static final String COLUMNS =
            "SELECT id, username, email, first_name, last_name, administrator, enabled, version FROM account_user ";

    private UserRows() {}

    static Optional<User> byId(Handle handle, long id) {
        return one(handle, handle.createQuery(COLUMNS + "WHERE id = :id").bind("id", id));
    }

    static Optional<User> byKey(Handle handle, byte[] key) {
        return one(
                handle,
                handle.createQuery(COLUMNS + "WHERE username_key = :key").bind("key", key));
    }

    static List<User> page(Handle handle, String condition, long afterId, int limit) {
        String sql = COLUMNS + "WHERE id > :after " + condition + " ORDER BY id LIMIT :limit";
        return withGroups(handle, handle.createQuery(sql).bind("after", afterId).bind("limit", limit));
    }

    // A key is UTF-8, in which the byte FF never stands: before it comes everything that begins so.
    static List<User> search(Handle handle, byte[] beginning, byte[] after, int limit) {
        byte[] end = Arrays.copyOf(beginning, beginning.length + 1);
        end[beginning.length] = (byte) 0xff;
        String sql = COLUMNS + "WHERE username_key >= :beginning AND username_key < :end AND username_key > :after"
                + " ORDER BY username_key LIMIT :limit";
        return withGroups(
                handle,
                handle.createQuery(sql)
                        .bind("beginning", beginning)
                        .bind("end", end)
                        .bind("after", after)
                        .bind("limit", limit));
    }

    static Optional<Credentials> credentials(Handle handle, byte[] key) {
        return handle.createQuery("SELECT id, username, password_hash, enabled, administrator, version"
                        + " FROM account_user WHERE username_key = :key")
                .bind("key", key)
                .map((row, context) -> credentialsOf(row))
                .findOne();
    }

    static Optional<Long> idOf(Handle handle, byte[] key, byte[] passwordHash) {
        return handle.createQuery("SELECT id FROM account_user WHERE username_key = :key AND password_hash = :hash")
                .bind("key", key)
                .bind("hash", passwordHash)
                .mapTo(Long.class)
                .findOne();
    }

    private static Optional<User> one(Handle handle, Query query) {
        return withGroups(handle, query).stream().findFirst();
    }

    private static List<User> withGroups(Handle handle, Query query) {
        List<User> users = query.map((row, context) -> userOf(row)).list();
        Map<Long, List<String>> groups =
                Memberships.of(handle, users.stream().map(User::id).toList());
        return users.stream()
                .map(user -> in(groups.getOrDefault(user.id(), List.of()), user))
                .toList();
    }

    private static User in(List<String> groups, User user) {
        return new User(
                user.id(),
                user.username(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.administrator(),
                user.enabled(),
                user.version(),
                groups);
    }

    private static User userOf(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                new UserName(row.getString("username")),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getBoolean("administrator"),
                row.getBoolean("enabled"),
                row.getLong("version"),
                List.of());
    }

    private static Credentials credentialsOf(ResultSet row) throws SQLException {
        return new Credentials(
                row.getLong("id"),
                new UserName(row.getString("username")),
                new String(row.getBytes("password_hash"), UTF_8),
                row.getBoolean("enabled"),
                row.getBoolean("administrator"),
                row.getLong("version"));
    }
}

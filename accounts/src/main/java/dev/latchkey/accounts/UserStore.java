package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.accounts.UserOutcome.Done;
import dev.latchkey.accounts.UserOutcome.IsAdministrator;
import dev.latchkey.accounts.UserOutcome.NotFound;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The users and their memberships. Every change raises the user's version and notes its time, so that whoever follows
 * the changes (the provider ends grants by them) misses none.
 */
public final class UserStore {
    private static final String INSERT = """
            INSERT INTO account_user (username, username_key, password_hash, email, first_name, last_name,
                                      administrator, enabled, version, created_at, changed_at)
            VALUES (:username, :key, :hash, :email, :first, :last, :administrator, TRUE, 1, :now, :now)""";
    // Decided here and not by reading first: an administrator promoted a moment ago is not changed either.
    private static final String UPDATE = """
            UPDATE account_user
               SET username = COALESCE(:username, username), username_key = COALESCE(:key, username_key),
                   password_hash = COALESCE(:hash, password_hash), email = COALESCE(:email, email),
                   first_name = COALESCE(:first, first_name), last_name = COALESCE(:last, last_name),
                   version = version + 1, changed_at = :now
             WHERE id = :id AND enabled = TRUE AND administrator = FALSE""";
    private static final String DISABLE = """
            UPDATE account_user SET enabled = FALSE, version = version + 1, changed_at = :now
             WHERE id = :id AND enabled = TRUE""";
    private static final String SET_PASSWORD = """
            UPDATE account_user SET password_hash = :hash, version = version + 1, changed_at = :now
             WHERE id = :id AND enabled = TRUE""";

    private final Database database;
    private final InstantSource clock;

    /** A store over the database whose times come from the clock. */
    public UserStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes an enabled user. */
    public UserCreation create(NewUser user) {
        return Memberships.orUnknownGroup(
                () -> database.inTransaction(handle -> create(handle, user)), UserCreation.UnknownGroup::new);
    }

    /** The user with this id, enabled or not. */
    public Optional<User> find(long id) {
        return database.withHandle(handle -> UserRows.byId(handle, id));
    }

    /** The user with this name, enabled or not. */
    public Optional<User> findByUsername(UserName username) {
        return database.withHandle(handle -> UserRows.byKey(handle, keyOf(username)));
    }

    /** Up to {@code limit} users with an id above {@code afterId}, disabled ones too, in order of id. */
    public List<User> page(long afterId, int limit) {
        return database.withHandle(handle -> UserRows.page(handle, "", afterId, limit));
    }

    /** The same, without the disabled ones. */
    public List<User> pageOfEnabled(long afterId, int limit) {
        return database.withHandle(handle -> UserRows.page(handle, "AND enabled = TRUE", afterId, limit));
    }

    /** What to check a log-in against, for enabled users and disabled ones. */
    public Optional<Credentials> credentials(UserName username) {
        return database.withHandle(handle -> UserRows.credentials(handle, keyOf(username)));
    }

    /** Changes an enabled user who is no administrator. */
    public UserOutcome update(long id, UserChange change) {
        return Memberships.orUnknownGroup(
                () -> database.inTransaction(handle -> update(handle, id, change)), UserOutcome.UnknownGroup::new);
    }

    /** Disables an enabled user who is no administrator; the name stays taken. */
    public UserOutcome disable(long id) {
        return changeOne(id, DISABLE + " AND administrator = FALSE", null);
    }

    /** Disables any enabled user, administrators too: for the provider's own administration. */
    public UserOutcome disableAnyone(long id) {
        return changeOne(id, DISABLE, null);
    }

    /** Gives any enabled user another password, administrators too: for the provider's own pages and administration. */
    public UserOutcome setPassword(long id, String passwordHash) {
        return changeOne(id, SET_PASSWORD, passwordHash);
    }

    private UserCreation create(Handle handle, NewUser user) {
        Optional<Long> id = insert(handle, user);
        if (id.isEmpty()) {
            return new UserCreation.UsernameTaken(user.username());
        }
        Memberships.replace(handle, id.get(), user.groups());
        return new UserCreation.Created(UserRows.byId(handle, id.get()).orElseThrow());
    }

    private Optional<Long> insert(Handle handle, NewUser user) {
        try (Update insert = handle.createUpdate(INSERT)) {
            return insert.bind("username", user.username().value())
                    .bind("key", keyOf(user.username()))
                    .bind("hash", bytesOf(user.passwordHash()))
                    .bind("email", user.email())
                    .bind("first", user.firstName())
                    .bind("last", user.lastName())
                    .bind("administrator", user.administrator())
                    .bind("now", clock.millis())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .findOne();
        } catch (JdbiException e) {
            return ownRow(handle, user, e);
        }
    }

    // The salted hash is this attempt's alone: a row that has it was committed by a try whose answer was lost.
    private static Optional<Long> ownRow(Handle handle, NewUser user, JdbiException fault) {
        if (!DatabaseFaults.isDuplicate(fault)) {
            throw fault;
        }
        return UserRows.idOf(handle, keyOf(user.username()), bytesOf(user.passwordHash()));
    }

    private UserOutcome update(Handle handle, long id, UserChange change) {
        try (Update update = handle.createUpdate(UPDATE)) {
            int changed = bind(update, change)
                    .bind("id", id)
                    .bind("now", clock.millis())
                    .execute();
            if (changed == 0) {
                return whyNot(handle, id);
            }
        } catch (JdbiException e) {
            return ifTaken(change, e);
        }
        if (change.groups() != null) {
            Memberships.replace(handle, id, change.groups());
        }
        return new Done();
    }

    private static Update bind(Update update, UserChange change) {
        UserName username = change.username();
        return update.bind("username", username == null ? null : username.value())
                .bind("key", username == null ? null : keyOf(username))
                .bind("hash", change.passwordHash() == null ? null : bytesOf(change.passwordHash()))
                .bind("email", change.email())
                .bind("first", change.firstName())
                .bind("last", change.lastName());
    }

    private static UserOutcome ifTaken(UserChange change, JdbiException fault) {
        if (change.username() == null || !DatabaseFaults.isDuplicate(fault)) {
            throw fault;
        }
        return new UserOutcome.UsernameTaken(change.username());
    }

    private UserOutcome changeOne(long id, String sql, @Nullable String passwordHash) {
        return database.inTransaction(handle -> {
            Update update = handle.createUpdate(sql).bind("id", id).bind("now", clock.millis());
            if (passwordHash != null) {
                update.bind("hash", bytesOf(passwordHash));
            }
            return update.execute() == 1 ? new Done() : whyNot(handle, id);
        });
    }

    private static UserOutcome whyNot(Handle handle, long id) {
        return UserRows.byId(handle, id)
                .filter(user -> user.enabled() && user.administrator())
                .<UserOutcome>map(user -> new IsAdministrator())
                .orElseGet(NotFound::new);
    }

    private static byte[] keyOf(UserName username) {
        return bytesOf(username.key());
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(UTF_8);
    }
}

package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.accounts.Administration.Done;
import dev.latchkey.accounts.Administration.NotAllowed;
import dev.latchkey.accounts.Administration.NotFound;
import dev.latchkey.accounts.Administration.Outdated;
import dev.latchkey.accounts.Administration.OwnAccount;
import dev.latchkey.accounts.Administration.UnknownGroup;
import dev.latchkey.accounts.database.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * What administrators do to users, enabled or not, administrators or not. The database decides that whoever acts still
 * has the right and has seen the user as it is. Every act raises the user's version, which ends log-ins and grants.
 */
public final class UserAdministration {
    private static final String CHANGE = "UPDATE account_user SET %s, version = version + 1, changed_at = :now"
            + " WHERE id = :id AND version = :version";
    private static final String DETAILS = String.format(
            CHANGE,
            "email = COALESCE(:email, email), first_name = COALESCE(:first, first_name),"
                    + " last_name = COALESCE(:last, last_name)");
    private static final String ENABLED = String.format(CHANGE, "enabled = :value");
    private static final String ADMINISTRATOR = String.format(CHANGE, "administrator = :value");
    private static final String PASSWORD = String.format(CHANGE, "password_hash = :hash");
    // In order of id: two administrators who act on each other wait for one another instead of blocking each other.
    private static final String LOCK =
            "SELECT id FROM account_user WHERE id IN (:administrator, :user) ORDER BY id FOR UPDATE";
    // Written, not only read: in a cluster the writes of two who take the right from each other collide.
    private static final String ACT = """
            UPDATE account_user SET changed_at = :now
             WHERE id = :administrator AND administrator = TRUE AND enabled = TRUE""";

    private final Database database;
    private final InstantSource clock;

    /** Acts on the users in the database, at times that come from the clock. */
    public UserAdministration(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Up to {@code limit} users, disabled ones too, whose {@link UserName#key()} begins as {@code beginning}'s does, in
     * the order of their keys.
     *
     * @param beginning what was typed; whatever no name can begin with finds nobody
     * @param after the name of the last user seen; empty for the first page
     */
    public List<User> search(String beginning, Optional<UserName> after, int limit) {
        Optional<byte[]> from = UserName.parse(beginning).map(UserName::key).map(key -> key.getBytes(UTF_8));
        return from.map(bytes -> database.withHandle(handle -> UserRows.search(
                        handle,
                        bytes,
                        after.map(name -> name.key().getBytes(UTF_8)).orElseGet(() -> new byte[0]),
                        limit)))
                .orElseGet(List::of);
    }

    /** Changes address, names and groups; what is null stays. Name and password in {@code change} are not looked at. */
    public Administration change(AdministrationTarget target, UserChange change) {
        return Memberships.orUnknownGroup(
                () -> act(target, any -> true, handle -> store(handle, target, change)), UnknownGroup::new);
    }

    /** Lets a user log in again. */
    public Administration enable(AdministrationTarget target) {
        return set(target, ENABLED, true);
    }

    /** Ends all that a user may do; the name stays taken. Not oneself. */
    public Administration disable(AdministrationTarget target) {
        return set(target, ENABLED, false);
    }

    /** Gives a user the administrator's right. */
    public Administration promote(AdministrationTarget target) {
        return set(target, ADMINISTRATOR, true);
    }

    /** Takes the administrator's right from a user. Not from oneself. */
    public Administration demote(AdministrationTarget target) {
        return set(target, ADMINISTRATOR, false);
    }

    /** Gives a user another password. */
    public Administration setPassword(AdministrationTarget target, String passwordHash) {
        return act(
                target,
                any -> true,
                handle -> bind(handle, PASSWORD, target)
                        .bind("hash", passwordHash.getBytes(UTF_8))
                        .execute());
    }

    private Administration set(AdministrationTarget target, String sql, boolean value) {
        return act(
                target,
                to -> value || to.administrator() != to.user(),
                handle -> bind(handle, sql, target).bind("value", value).execute());
    }

    private int store(Handle handle, AdministrationTarget target, UserChange change) {
        int changed = bind(handle, DETAILS, target)
                .bind("email", change.email())
                .bind("first", change.firstName())
                .bind("last", change.lastName())
                .execute();
        if (changed == 1 && change.groups() != null) {
            Memberships.replace(handle, target.user(), change.groups());
        }
        return changed;
    }

    private Update bind(Handle handle, String sql, AdministrationTarget target) {
        return handle.createUpdate(sql)
                .bind("id", target.user())
                .bind("version", target.version())
                .bind("now", clock.millis());
    }

    private interface Change {
        int run(Handle handle);
    }

    private Administration act(AdministrationTarget target, Predicate<AdministrationTarget> allowed, Change change) {
        if (!allowed.test(target)) {
            return new OwnAccount();
        }
        return database.inTransaction(
                handle -> mayAct(handle, target) ? run(handle, target, change) : new NotAllowed());
    }

    private boolean mayAct(Handle handle, AdministrationTarget target) {
        handle.createQuery(LOCK)
                .bind("administrator", target.administrator())
                .bind("user", target.user())
                .mapTo(Long.class)
                .list();
        return handle.createUpdate(ACT)
                        .bind("administrator", target.administrator())
                        .bind("now", clock.millis())
                        .execute()
                == 1;
    }

    private static Administration run(Handle handle, AdministrationTarget target, Change change) {
        boolean changed = change.run(handle) == 1;
        Optional<User> user = UserRows.byId(handle, target.user());
        if (user.isEmpty()) {
            return new NotFound();
        }
        return changed ? new Done(user.get()) : new Outdated(user.get());
    }
}

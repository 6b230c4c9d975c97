package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.accounts.GroupOutcome.Done;
import dev.latchkey.accounts.GroupOutcome.NameTaken;
import dev.latchkey.accounts.GroupOutcome.NotFound;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The groups. */
public final class GroupStore {
    private final Database database;
    private final InstantSource clock;

    /** A store over the database whose times come from the clock. */
    public GroupStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes a group: Done or NameTaken. */
    public GroupOutcome create(GroupName name) {
        return unlessTaken(name, () -> database.inTransaction(handle -> insert(handle, name)));
    }

    /** The group with this id. */
    public Optional<Group> find(long id) {
        return database.withHandle(handle -> byId(handle, id));
    }

    /** Up to {@code limit} groups with an id above {@code afterId}, in order of id. */
    public List<Group> page(long afterId, int limit) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT id, name FROM account_group WHERE id > :after" + " ORDER BY id LIMIT :limit")
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> groupOf(row))
                .list());
    }

    /** Renames a group: Done, NotFound or NameTaken. */
    public GroupOutcome rename(long id, GroupName name) {
        return unlessTaken(name, () -> database.inTransaction(handle -> rename(handle, id, name)));
    }

    /** Renames a group that still has the name {@code seen}: Done, NotFound, NameTaken or Outdated. */
    public GroupOutcome rename(long id, GroupName seen, GroupName name) {
        return unlessTaken(
                name,
                () -> database.inTransaction(handle -> ifUnchanged(handle, id, seen, () -> rename(handle, id, name))));
    }

    /** Deletes a group that still has the name {@code seen}: Done, NotFound or Outdated. */
    public GroupOutcome delete(long id, GroupName seen) {
        return database.inTransaction(handle -> ifUnchanged(handle, id, seen, () -> delete(handle, id)));
    }

    /** Up to {@code limit} users in the group with an id above {@code afterId}, in order of id. */
    public List<Member> members(long id, long afterId, int limit) {
        return database.withHandle(handle -> handle.createQuery("SELECT u.id, u.username FROM account_membership m"
                        + " JOIN account_user u ON u.id = m.user_id"
                        + " WHERE m.group_id = :id AND m.user_id > :after ORDER BY m.user_id LIMIT :limit")
                .bind("id", id)
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> new Member(row.getLong("id"), row.getString("username")))
                .list());
    }

    /**
     * A user in a group.
     *
     * @param id the user's id
     * @param username the user's name
     */
    public record Member(long id, String username) {}

    private static GroupOutcome ifUnchanged(Handle handle, long id, GroupName seen, Act act) {
        Optional<Group> group = locked(handle, id);
        if (group.isEmpty()) {
            return new NotFound();
        }
        return group.get().name().equals(seen.value()) ? act.run() : new GroupOutcome.Outdated(group.get());
    }

    private static Optional<Group> locked(Handle handle, long id) {
        return handle.createQuery("SELECT id, name FROM account_group WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, context) -> groupOf(row))
                .findOne();
    }

    /** Deletes a group with its memberships and raises its members' versions: Done or NotFound. */
    public GroupOutcome delete(long id) {
        return database.inTransaction(handle -> delete(handle, id));
    }

    private static GroupOutcome insert(Handle handle, GroupName name) {
        long id = handle.createUpdate("INSERT INTO account_group (name, name_key) VALUES (:name, :key)")
                .bind("name", name.value())
                .bind("key", keyOf(name))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
        return new Done(new Group(id, name.value()));
    }

    private static GroupOutcome rename(Handle handle, long id, GroupName name) {
        int renamed = handle.createUpdate("UPDATE account_group SET name = :name, name_key = :key WHERE id = :id")
                .bind("name", name.value())
                .bind("key", keyOf(name))
                .bind("id", id)
                .execute();
        return renamed == 0 ? new NotFound() : new Done(new Group(id, name.value()));
    }

    // The group's row is locked before its memberships are touched, so that nobody joins in between.
    private GroupOutcome delete(Handle handle, long id) {
        Optional<Group> group = locked(handle, id);
        if (group.isEmpty()) {
            return new NotFound();
        }
        handle.createUpdate("UPDATE account_user SET version = version + 1, changed_at = :now"
                        + " WHERE id IN (SELECT user_id FROM account_membership WHERE group_id = :id)")
                .bind("id", id)
                .bind("now", clock.millis())
                .execute();
        handle.execute("DELETE FROM account_membership WHERE group_id = ?", id);
        handle.execute("DELETE FROM account_group WHERE id = ?", id);
        return new Done(group.get());
    }

    private interface Act {
        GroupOutcome run();
    }

    private static GroupOutcome unlessTaken(GroupName name, Act act) {
        try {
            return act.run();
        } catch (JdbiException e) {
            return ifTaken(name, e);
        }
    }

    private static GroupOutcome ifTaken(GroupName name, JdbiException fault) {
        if (!DatabaseFaults.isDuplicate(fault)) {
            throw fault;
        }
        return new NameTaken(name);
    }

    private static Optional<Group> byId(Handle handle, long id) {
        return handle.createQuery("SELECT id, name FROM account_group WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> groupOf(row))
                .findOne();
    }

    private static Group groupOf(ResultSet row) throws SQLException {
        return new Group(row.getLong("id"), row.getString("name"));
    }

    private static byte[] keyOf(GroupName name) {
        return name.key().getBytes(UTF_8);
    }
}

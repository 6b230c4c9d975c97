package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.latchkey.accounts.database.DatabaseFaults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/** Who is in which group. */
final class Memberships {
    private Memberships() {}

    /** Thrown to roll a transaction back that named a group nobody made. */
    private static final class UnknownGroupException extends RuntimeException {
        private final String name;

        UnknownGroupException(String name) {
            super("No such group.", null, false, false);
            this.name = name;
        }
    }

    private record Membership(long userId, String group) {}

    /** Runs work that may call {@link #replace}; a group nobody made becomes the caller's outcome. */
    static <T> T orUnknownGroup(Supplier<T> work, Function<String, T> outcome) {
        try {
            return work.get();
        } catch (UnknownGroupException e) {
            return outcome.apply(e.name);
        }
    }

    static void replace(Handle handle, long userId, List<String> groups) {
        handle.createUpdate("DELETE FROM account_membership WHERE user_id = :user")
                .bind("user", userId)
                .execute();
        Map<String, String> byKey = new LinkedHashMap<>();
        groups.forEach(name -> byKey.put(keyOf(name), name));
        byKey.forEach((key, name) -> add(handle, userId, key, name));
    }

    static Map<Long, List<String>> of(Handle handle, List<Long> userIds) {
        if (userIds.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery("SELECT m.user_id, g.name FROM account_membership m"
                        + " JOIN account_group g ON g.id = m.group_id WHERE m.user_id IN (<users>) ORDER BY g.name")
                .bindList("users", userIds)
                .map((row, context) -> new Membership(row.getLong(1), row.getString(2)))
                .stream()
                .collect(groupingBy(Membership::userId, mapping(Membership::group, toList())));
    }

    private static void add(Handle handle, long userId, String key, String name) {
        if (addTo(handle, userId, key) == 0) {
            throw new UnknownGroupException(name);
        }
    }

    // A group deleted between the look and the insert is unknown too, not a fault.
    private static int addTo(Handle handle, long userId, String key) {
        try (Update insert = handle.createUpdate("INSERT INTO account_membership (user_id, group_id)"
                + " SELECT :user, id FROM account_group WHERE name_key = :key")) {
            return insert.bind("user", userId).bind("key", key.getBytes(UTF_8)).execute();
        } catch (JdbiException e) {
            return noneIfGone(e);
        }
    }

    private static int noneIfGone(JdbiException fault) {
        if (!DatabaseFaults.isMissingReference(fault)) {
            throw fault;
        }
        return 0;
    }

    private static String keyOf(String name) {
        return GroupName.parse(name).map(GroupName::key).orElseThrow(() -> new UnknownGroupException(name));
    }
}

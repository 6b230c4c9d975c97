package dev.latchkey.provider.event;

import dev.latchkey.provider.client.ClientId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One security-relevant act; when it was and where it came from the {@link AuditTrail} adds.
 *
 * @param type what happened
 * @param actor who did it
 * @param userId the user it concerns; null when it concerns none
 * @param client the client it concerns; null when it concerns none
 * @param details up to six short values by name, never a secret, a token or what a stranger typed where a secret
 *     belongs; a value is cut to 100 characters, and to 2,000 where it lists words in ASCII that were added
 *     or removed
 */
public record AuditEvent(
        EventType type,
        Actor actor,
        @Nullable Long userId,
        @Nullable ClientId client,
        Map<String, String> details) {
    /** The detail that lists what was added to {@code field}. */
    static final String ADDED = "added";

    /** The detail that lists what was removed from {@code field}. */
    static final String REMOVED = "removed";

    /** The characters of such a list: one redirect URI can have as many. */
    static final int MAX_WORDS = 2_000;

    private static final Set<String> LISTS = Set.of(ADDED, REMOVED);
    private static final int MAX_DETAILS = 6;
    private static final int MAX_VALUE = 100;
    private static final int MAX_NAME = 30;

    /** Copies the details. */
    public AuditEvent {
        Map<String, String> copy = new LinkedHashMap<>();
        details.forEach((name, value) -> copy.put(checked(name), cut(value, LISTS.contains(name))));
        if (copy.size() > MAX_DETAILS) {
            throw new IllegalArgumentException("An audit event has at most " + MAX_DETAILS + " details.");
        }
        details = Collections.unmodifiableMap(copy);
    }

    /** An event that concerns no user and no client, without details. */
    public static AuditEvent of(EventType type, Actor actor) {
        return new AuditEvent(type, actor, null, null, Map.of());
    }

    /** The same about a user. */
    public AuditEvent user(long id) {
        return new AuditEvent(type, actor, id, client, details);
    }

    /** The same about a client. */
    public AuditEvent client(ClientId id) {
        return new AuditEvent(type, actor, userId, id, details);
    }

    /**
     * The same with one more detail.
     *
     * @param name a short word in lower case
     * @throws IllegalArgumentException beyond six details, or when the name is none
     */
    public AuditEvent with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new AuditEvent(type, actor, userId, client, more);
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.length() > MAX_NAME || !name.chars().allMatch(AuditEvent::isOfAName)) {
            throw new IllegalArgumentException("A detail's name is a short word in lower case.");
        }
        return name;
    }

    private static boolean isOfAName(int character) {
        return (character >= 'a' && character <= 'z') || character == '_';
    }

    private static String cut(String value, boolean list) {
        int longest = list && value.chars().allMatch(AuditEvent::isPlain) ? MAX_WORDS : MAX_VALUE;
        return value.length() <= longest ? value : value.substring(0, longest);
    }

    // Anything else takes up to six characters of the column.
    private static boolean isPlain(int character) {
        return character >= ' ' && character <= '~' && character != '"' && character != '\\';
    }
}

package dev.latchkey.provider.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a list of words changed, whole: one event has at most 2,000 characters of it, so that there can be several.
 *
 * @param field the list's name
 * @param added the words that it has now and had not
 * @param removed the words that it had and has no more
 */
public record ListChange(String field, List<String> added, List<String> removed) {
    /** Copies the words. */
    public ListChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /** What makes {@code after} of {@code before}. */
    public static ListChange between(String field, Collection<String> before, Collection<String> after) {
        return new ListChange(
                field,
                after.stream().filter(word -> !before.contains(word)).toList(),
                before.stream().filter(word -> !after.contains(word)).toList());
    }

    /** Whether the list says what it said before. */
    public boolean isNone() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** {@code event} with the words as details, as often as it takes; nothing when nothing changed. */
    public List<AuditEvent> events(AuditEvent event) {
        AuditEvent about = event.with("field", field);
        return Stream.concat(
                        parts(removed).stream().map(part -> about.with(AuditEvent.REMOVED, part)),
                        parts(added).stream().map(part -> about.with(AuditEvent.ADDED, part)))
                .toList();
    }

    private static List<String> parts(List<String> words) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String word : words) {
            if (part.length() > 0 && part.length() + 1 + word.length() > AuditEvent.MAX_WORDS) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(part.length() > 0 ? " " : "").append(word);
        }
        if (part.length() > 0) {
            parts.add(part.toString());
        }
        return parts;
    }
}

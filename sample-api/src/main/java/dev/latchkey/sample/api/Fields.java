package dev.latchkey.sample.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the fields of a body, to say it all at once. */
public final class Fields {
    private final Map<String, String> problems = new TreeMap<>();

    /** Notes a problem. */
    public void refuse(String field, String sentence) {
        problems.putIfAbsent(field, sentence);
    }

    /** Notes that the field is missing, if it is. */
    public void require(String field, @Nullable Object value) {
        if (value == null) {
            refuse(field, "This field is wanted.");
        }
    }

    /** What was parsed; if nothing was, notes the rule. */
    public <T> @Nullable T parsed(String field, Optional<T> value, String rule) {
        if (value.isEmpty()) {
            refuse(field, rule);
        }
        return value.orElse(null);
    }

    /** Notes a text that is too long, or holds control characters or halves of characters. */
    public void checkText(String field, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.codePointCount(0, text.length()) > longest) {
            refuse(field, "At most " + longest + " characters.");
        }
        if (text.codePoints().anyMatch(Fields::isUnprintable)) {
            refuse(field, "No control characters.");
        }
    }

    /** Throws a 422 that names every field that is wrong, if any is. */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }
}

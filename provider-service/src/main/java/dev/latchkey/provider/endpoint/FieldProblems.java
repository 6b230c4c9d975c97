package dev.latchkey.provider.endpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with the fields of a form, in the order in which it was found: the value {@code errors} of its page. */
public final class FieldProblems {
    private final Map<String, List<Map<String, Object>>> byField = new LinkedHashMap<>();

    /** Notes what is wrong with a field; {@code key} names the sentence among the texts. */
    public void add(String field, String key) {
        add(field, 0, key, "");
    }

    /**
     * Notes what is wrong with a field.
     *
     * @param line which line of the field, from 1; 0 for all of it
     * @param key the name of the sentence among the texts
     * @param argument what the sentence names; may be empty
     */
    public void add(String field, int line, String key, String argument) {
        byField.computeIfAbsent(field, unknown -> new ArrayList<>())
                .add(Map.of("line", String.valueOf(line), "key", key, "argument", argument));
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return byField.isEmpty();
    }

    /** Whether something is wrong with this field. */
    public boolean has(String field) {
        return byField.containsKey(field);
    }

    /** The sentences by field, for the template. */
    public Map<String, List<Map<String, Object>>> byField() {
        return Map.copyOf(byField);
    }
}

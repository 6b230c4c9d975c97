package dev.latchkey.provider.admin;

import java.util.Map;

/**
 * What is asked before an act.
 *
 * @param key where its texts stand: {@code key.title}, {@code key.text} and {@code key.button}
 * @param name what it is about, the argument of these texts
 * @param action where a yes is posted, below the issuer's path
 * @param back where a no leads, below the issuer's path
 * @param fields the hidden fields, such as the version that was seen
 * @param outdated whether it is asked again because somebody else was faster
 */
record Question(String key, String name, String action, String back, Map<String, String> fields, boolean outdated) {
    Question {
        fields = Map.copyOf(fields);
    }

    /** A question asked for the first time. */
    static Question of(String key, String name, String action, String back, Map<String, String> fields) {
        return new Question(key, name, action, back, fields, false);
    }

    /** The same, asked again with what is true now. */
    Question again() {
        return new Question(key, name, action, back, fields, true);
    }

    Map<String, Object> values() {
        return Map.of(
                "key", key,
                "name", name,
                "action", action,
                "back", back,
                "fields", fields,
                "outdated", outdated);
    }
}

package dev.latchkey.auth.wycheproof;

import java.util.List;
import java.util.Map;

/**
 * One case of the published sets, made anew with keys of our own.
 *
 * @param name the set's own words for it
 * @param accepted what has to be taken: what the set marks as valid and is a JWT of an algorithm of ours
 * @param refused what has to be refused: what the set marks as invalid, and whatever is of no algorithm of ours
 * @param keys the keys of whoever is said to have signed; empty where they are {@link Keys#ALL}
 */
record Case(String name, List<String> accepted, List<String> refused, List<Map<String, Object>> keys) {
    static Case accepting(String name, String... tokens) {
        return new Case(name, List.of(tokens), List.of(), List.of());
    }

    static Case refusing(String name, String... tokens) {
        return new Case(name, List.of(), List.of(tokens), List.of());
    }

    Case with(List<Map<String, Object>> others) {
        return new Case(name, accepted, refused, others);
    }

    List<Map<String, Object>> keysOrAll() {
        return keys.isEmpty() ? Keys.ALL : keys;
    }
}

package dev.latchkey.provider.admin;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param rows what is on it
 * @param last what the address of the next page says; empty when there is none
 */
record Slice<T>(List<T> rows, String last) {
    /** How many rows a page has. */
    static final int SIZE = 50;

    /** How many to ask for: one more than a page has, which tells that there is another. */
    static final int ASKED = SIZE + 1;

    /** Cuts a page off what was found; {@code key} says where the next one begins. */
    static <T> Slice<T> of(List<T> found, Function<T, String> key) {
        List<T> rows = found.subList(0, Math.min(SIZE, found.size()));
        return new Slice<>(List.copyOf(rows), found.size() > SIZE ? key.apply(rows.get(SIZE - 1)) : "");
    }
}

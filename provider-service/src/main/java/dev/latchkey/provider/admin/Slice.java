package dev.latchkey.provider.admin;

import dev.latchkey.provider.page.Part;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param rows what is on it
 * @param last what the address of the next page says; empty when there is none
 */
record Slice<T>(List<T> rows, String last) {
    /** How many rows a page has: pages are not compressed, and 10,240 bytes are all that one may weigh. */
    static final int SIZE = 15;

    private static final int TEXTS = 2_400;

    /** Cuts a page off what was found, one row more than it has if there are more; {@code key} is where the next begins. */
    static <T> Slice<T> of(List<T> found, int size, Function<T, String> key) {
        List<T> rows = found.subList(0, Math.min(size, found.size()));
        return new Slice<>(List.copyOf(rows), found.size() > size ? key.apply(rows.get(size - 1)) : "");
    }

    /** Cuts a page of {@link #SIZE} rows off what was found. */
    static <T> Slice<T> of(List<T> found, Function<T, String> key) {
        return of(found, SIZE, key);
    }

    /** Cuts a page off what was found: {@link #SIZE} rows, fewer where their texts are long. */
    static <T> Slice<T> light(List<T> found, Function<T, String> key, Function<T, String> texts) {
        return light(found, new Room(SIZE, TEXTS), key, texts);
    }

    /** Cuts a page off what was found: as many rows as there is room for, one in any case. */
    static <T> Slice<T> light(List<T> found, Room room, Function<T, String> key, Function<T, String> texts) {
        List<T> most = found.subList(0, Math.min(room.rows(), found.size()));
        return of(found, Part.light(most, room.bytes(), texts).size(), key);
    }

    /**
     * What a page takes.
     *
     * @param rows how many rows at most
     * @param bytes how many bytes their texts have together at most
     */
    record Room(int rows, int bytes) {
        /** {@link #SIZE} rows beside {@code bytes} bytes of other texts. */
        static Room beside(int bytes) {
            return new Room(SIZE, Math.max(0, TEXTS - bytes));
        }
    }

    /** How many to ask for: one more than a page has, which tells that there is another. */
    static int asked(int size) {
        return size + 1;
    }
}

package dev.latchkey.provider.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that one page shows, so that a page is light however long the list is.
 *
 * @param rows what is on the page
 * @param next the end of the next page's address; empty when there is none
 */
public record Part<T>(List<T> rows, String next) {
    private static final int MAX_DIGITS = 6;

    public Part {
        rows = List.copyOf(rows);
    }

    /**
     * Up to {@code size} rows.
     *
     * @param from how many rows come before, as the address says it; none when it says nothing
     * @throws PageRefusedException 400 when it says no number of rows, or there are no rows after so many
     */
    public static <T> Part<T> of(List<T> all, int size, @Nullable String from) {
        int begin = begin(all, from);
        int end = Math.min(begin + size, all.size());
        return new Part<>(all.subList(begin, end), end < all.size() ? "?from=" + end : "");
    }

    /** The first of some rows whose texts have at most {@code bytes} bytes together in a page; one in any case. */
    public static <T> List<T> light(List<T> rows, int bytes, Function<T, String> text) {
        int left = bytes;
        int fit = 0;
        while (fit < rows.size() && left >= 0) {
            left -= TypedLists.bytes(text.apply(rows.get(fit)));
            fit++;
        }
        return List.copyOf(rows.subList(0, left < 0 ? Math.max(1, fit - 1) : fit));
    }

    /** Up to {@code size} rows whose texts are not too long for one page; {@code from} as above. */
    public static <T> Part<T> of(List<T> all, int size, @Nullable String from, int bytes, Function<T, String> text) {
        int begin = begin(all, from);
        int fit = light(all.subList(begin, Math.min(begin + size, all.size())), bytes, text)
                .size();
        return of(all, fit, from);
    }

    private static int begin(List<?> all, @Nullable String from) {
        int begin = from == null || from.isEmpty() ? 0 : number(from);
        if (begin > 0 && begin >= all.size()) {
            throw PageRefusedException.offTheList();
        }
        return begin;
    }

    private static int number(String from) {
        boolean digits =
                from.length() <= MAX_DIGITS && from.chars().allMatch(character -> character >= '0' && character <= '9');
        if (!digits) {
            throw PageRefusedException.offTheList();
        }
        return Integer.parseInt(from);
    }
}

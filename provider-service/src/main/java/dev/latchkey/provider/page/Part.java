package dev.latchkey.provider.page;

import java.util.List;
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
     * @param from how many rows come before, as the address says it; anything that is no such number is none
     */
    public static <T> Part<T> of(List<T> all, int size, @Nullable String from) {
        int begin = Math.min(number(from), all.size());
        int end = Math.min(begin + size, all.size());
        return new Part<>(all.subList(begin, end), end < all.size() ? "?from=" + end : "");
    }

    private static int number(@Nullable String from) {
        boolean digits = from != null
                && !from.isEmpty()
                && from.length() <= MAX_DIGITS
                && from.chars().allMatch(character -> character >= '0' && character <= '9');
        return digits ? Integer.parseInt(from) : 0;
    }
}

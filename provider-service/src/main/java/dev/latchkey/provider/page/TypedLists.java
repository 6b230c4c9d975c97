package dev.latchkey.provider.page;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** How much of redirect URIs, scopes and other lists can be typed into a form: the pages that show them again have to stay light. */
public final class TypedLists {
    /** The characters that a redirect URI has at most. */
    public static final int LONGEST_URI = 200;

    /** The bytes that all redirect URIs are in a page at most, unless they were more before. */
    public static final int HEAVIEST_URIS = 700;

    /** The bytes that all other lists of a form are in a page at most, unless they were more before. */
    public static final int HEAVIEST = 1_100;

    private TypedLists() {}

    /** A text as a page has it: {@code &} and {@code '} are five bytes there. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("'", "&#39;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The beginning of a text that weighs {@code most} bytes and hardly more; all of it when that is as light. */
    public static String shortened(String text, int most) {
        int end = 0;
        for (int weight = 0; end < text.length() && weight < most; end++) {
            weight += bytes(text.substring(end, end + 1));
        }
        return end == text.length() ? text : text.substring(0, end) + "…";
    }

    /** How many bytes a text has in a page. */
    public static int bytes(String text) {
        return escaped(text).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether redirect URIs weigh too much for a form; what is stored may stay. */
    public static boolean areTooManyUris(Collection<String> typed, Collection<String> stored) {
        return weight(typed) > Math.max(HEAVIEST_URIS, weight(stored));
    }

    /** Whether the words of other lists weigh too much for a form; what is stored may stay. */
    public static boolean areTooMany(Collection<String> typed, Collection<String> stored) {
        return weight(typed) > Math.max(HEAVIEST, weight(stored));
    }

    private static int weight(Collection<String> texts) {
        return texts.stream().mapToInt(TypedLists::bytes).sum();
    }

    /** Whether this redirect URI is too long for a form; what is stored may stay. */
    public static boolean isTooLong(String typed, Collection<String> stored) {
        return typed.length() > LONGEST_URI && !stored.contains(typed);
    }
}

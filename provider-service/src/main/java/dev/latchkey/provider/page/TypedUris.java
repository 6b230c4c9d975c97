package dev.latchkey.provider.page;

import java.util.Collection;

/** How much of redirect URIs can be typed into a form: the pages that show them again have to stay light. */
public final class TypedUris {
    /** The characters that one of them has at most. */
    public static final int LONGEST = 200;

    /** The bytes that all of them are in a page at most, unless they were more before. */
    public static final int HEAVIEST = 700;

    private TypedUris() {}

    /** A URI as a page has it: {@code &} and {@code '} are five bytes there. */
    public static String escaped(String uri) {
        return uri.replace("&", "&amp;").replace("'", "&#39;");
    }

    /** The beginning of a URI that weighs {@code most} bytes and hardly more; all of it when that is as light. */
    public static String shortened(String uri, int most) {
        int end = 0;
        for (int weight = 0; end < uri.length() && weight < most; end++) {
            weight += escaped(uri.substring(end, end + 1)).length();
        }
        return end == uri.length() ? uri : uri.substring(0, end) + "…";
    }

    /** Whether these weigh too much for a form; what is stored may stay. */
    public static boolean areTooMany(Collection<String> typed, Collection<String> stored) {
        return weight(typed) > Math.max(HEAVIEST, weight(stored));
    }

    private static int weight(Collection<String> uris) {
        return uris.stream().mapToInt(uri -> escaped(uri).length()).sum();
    }

    /** Whether this one is too long for a form; what is stored may stay. */
    public static boolean isTooLong(String typed, Collection<String> stored) {
        return typed.length() > LONGEST && !stored.contains(typed);
    }
}

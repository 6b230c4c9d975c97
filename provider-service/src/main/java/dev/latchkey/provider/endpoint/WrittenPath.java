package dev.latchkey.provider.endpoint;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The path of a request as it was written. Escapes, path parameters, empty segments and dots are ways to write another
 * path, and not everybody who reads a path sees through them alike (RFC 3986 §6.2.2).
 *
 * @param uri the request's URI
 */
record WrittenPath(URI uri) {
    String raw() {
        return uri.getRawPath();
    }

    /** Whether there is nothing to see through; one slash at the end is nothing. */
    boolean isPlain() {
        return raw().equals(meaning()) || raw().equals(meaning() + "/");
    }

    /** The path that may be meant, without a slash at its end. */
    String meaning() {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : List.of(uri.getPath().split("/", -1))) {
            add(segments, segment.split(";", 2)[0]);
        }
        return "/" + String.join("/", segments);
    }

    private static void add(Deque<String> segments, String segment) {
        if (segment.equals("..")) {
            segments.pollLast();
        } else if (!segment.isEmpty() && !segment.equals(".")) {
            segments.addLast(segment);
        }
    }
}

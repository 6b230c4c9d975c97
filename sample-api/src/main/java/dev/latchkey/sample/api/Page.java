package dev.latchkey.sample.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, asked for by {@code ?limit=} and {@code ?after=}.
 *
 * @param limit how many, 1 to 100
 * @param after the id before the first one
 */
public record Page(int limit, long after) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** The page asked for; throws a 400 that names the parameter that is wrong. */
    public static Page of(UriInfo uri) {
        long limit = number(uri, "limit", DEFAULT_LIMIT);
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw ApiException.badParameter("limit", "A number from 1 to " + LARGEST_LIMIT + " is wanted.");
        }
        return new Page((int) limit, number(uri, "after", 0));
    }

    /** How many to fetch: one more than shown tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }

    /** Answers with what was fetched and, where there is more, a link to it (RFC 8288). */
    public <T> Response answer(UriInfo uri, List<T> fetched, ToLongFunction<T> id) {
        if (fetched.size() <= limit) {
            return Response.ok(fetched).build();
        }
        List<T> shown = fetched.subList(0, limit);
        long last = id.applyAsLong(shown.get(limit - 1));
        String next = "</" + uri.getPath() + "?limit=" + limit + "&after=" + last + ">; rel=\"next\"";
        return Response.ok(shown).header(HttpHeaders.LINK, next).build();
    }

    private static long number(UriInfo uri, String name, long otherwise) {
        List<String> values = uri.getQueryParameters().get(name);
        if (values == null) {
            return otherwise;
        }
        return parse(name, values.size() == 1 ? values.get(0) : null);
    }

    private static long parse(String name, @Nullable String value) {
        if (value == null || !NUMBER.matcher(value).matches()) {
            throw ApiException.badParameter(name, "A number is wanted, once.");
        }
        return Long.parseLong(value);
    }
}

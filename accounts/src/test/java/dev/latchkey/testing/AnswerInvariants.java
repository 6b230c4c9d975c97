package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What holds of each answer on every attack of SECURITY.md, whoever gives it. */
public final class AnswerInvariants {
    private static final int FAULT = 500;
    private static final int BUSY = 503;
    // Whole words, as random text has five given letters in a row often enough to be met.
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |java\\.lang\\.|exception:|org\\.h2|sqlstate|com\\.mysql|org\\.mariadb|org\\.jdbi|com\\.fasterxml"
                    + "|dev\\.latchkey\\.|\\bjetty\\b|\\bjersey\\b",
            Pattern.CASE_INSENSITIVE);

    private AnswerInvariants() {}

    /** No 5xx but 503 with Retry-After. */
    public static void assertNoFault(String exchange, int status, Map<String, List<String>> headers) {
        assertThat(status < FAULT || (status == BUSY && headers.containsKey("retry-after")))
                .as("no 5xx: %s", exchange)
                .isTrue();
    }

    /** Nothing of the inside in the body. */
    public static void assertTellsNothing(String exchange, String body) {
        assertThat(body).as(exchange).doesNotContainPattern(INSIDE);
    }

    /** Nothing about the server in the headers, and a type for what there is. */
    public static void assertPlain(String exchange, Map<String, List<String>> headers, String body) {
        assertThat(headers).as(exchange).doesNotContainKeys("server", "x-powered-by");
        if (!body.isEmpty()) {
            assertThat(headers).as(exchange).containsKey("content-type");
        }
    }
}

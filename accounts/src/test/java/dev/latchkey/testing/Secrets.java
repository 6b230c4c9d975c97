package dev.latchkey.testing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The passwords, tokens, codes and proofs in what goes over the wire, which no log repeats. */
public final class Secrets {
    /** What is shorter stands in a log by chance. */
    public static final int SHORTEST = 16;

    private static final Pattern IN_FORM =
            Pattern.compile("(?:^|[&?])(?:password|client_secret|code|access_token|refresh_token|token|client_assertion"
                    + "|device_code|code_verifier)=([^&]+)");
    private static final Pattern IN_JSON = Pattern.compile(
            "\"(?:access_token|refresh_token|device_code|request_uri|client_secret|password)\":\"([^\"]+)\"");
    private static final Pattern SCHEME = Pattern.compile("^\\w+ ");

    private Secrets() {}

    /** Those of a form or a query, as they are sent and decoded. */
    public static Stream<String> inForm(String text) {
        return found(IN_FORM, text).flatMap(value -> Stream.of(value, decoded(value)));
    }

    /** Those of a JSON object. */
    public static Stream<String> inJson(String text) {
        return found(IN_JSON, text);
    }

    /** What follows the scheme in the header Authorization. */
    public static Stream<String> inAuthorization(String header) {
        return Stream.of(SCHEME.matcher(header).replaceFirst(""));
    }

    /** The first group of each place where the pattern is found. */
    public static Stream<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

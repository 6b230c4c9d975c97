package dev.latchkey.auth.bearer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code WWW-Authenticate: Bearer} challenge (RFC 6750 section 3); immutable. */
final class BearerChallenge {
    private final Map<String, String> parameters;

    private BearerChallenge(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** A challenge that only names the protection space. */
    static BearerChallenge of(String realm) {
        return new BearerChallenge(Map.of()).with("realm", realm);
    }

    /** The same challenge with one more parameter; an empty value leaves it out. */
    BearerChallenge with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new BearerChallenge(more);
    }

    /** The header value. */
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + quoted(parameter.getValue()))
                .collect(Collectors.joining(", ", "Bearer ", ""));
    }

    // quoted-string of RFC 9110 section 5.6.4; what may not stand in a header at all becomes a question mark.
    private static String quoted(String value) {
        String printable = value.replaceAll("[^\\x20-\\x7E]", "?");
        return '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package dev.latchkey.auth.bearer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A {@code WWW-Authenticate} challenge, Bearer (RFC 6750 section 3) or DPoP (RFC 9449 section 7.1); immutable. */
final class BearerChallenge {
    private final TokenScheme scheme;
    private final Map<String, String> parameters;

    private BearerChallenge(TokenScheme scheme, Map<String, String> parameters) {
        this.scheme = scheme;
        this.parameters = parameters;
    }

    /** A challenge that only names the protection space. */
    static BearerChallenge of(String realm) {
        return new BearerChallenge(TokenScheme.BEARER, Map.of()).with("realm", realm);
    }

    /** The same challenge with one more parameter; an empty value leaves it out. */
    BearerChallenge with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return new BearerChallenge(scheme, more);
    }

    /** The same challenge in another scheme. */
    BearerChallenge in(TokenScheme other) {
        return new BearerChallenge(other, parameters);
    }

    /** The header value. */
    @Override
    public String toString() {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + quoted(parameter.getValue()))
                .collect(Collectors.joining(", ", scheme + " ", ""));
    }

    // quoted-string of RFC 9110 section 5.6.4; what may not stand in a header at all becomes a question mark.
    private static String quoted(String value) {
        String printable = value.replaceAll("[^\\x20-\\x7E]", "?");
        return '"' + printable.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

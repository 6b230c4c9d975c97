package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;

/** What a request says in its {@code Authorization} header (RFC 6750 section 2.1), the only place that is read. */
sealed interface BearerCredentials {
    /** No Bearer token. */
    record Absent() implements BearerCredentials {}

    /**
     * Something that must not be guessed at: 400.
     *
     * @param advice what the client should do
     */
    record Malformed(String advice) implements BearerCredentials {}

    /**
     * One token.
     *
     * @param token the token, not yet judged
     */
    record Present(PresentedToken token) implements BearerCredentials {}

    /** Reads the header; a token in the query is never used, and refused beside one in the header. */
    static BearerCredentials of(ContainerRequestContext request) {
        List<String> headers = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        if (headers.isEmpty()) {
            return new Absent();
        }
        if (headers.size() > 1) {
            return new Malformed("Send one Authorization header only.");
        }
        BearerCredentials credentials = parse(headers.get(0));
        boolean twice = credentials instanceof Present
                && request.getUriInfo().getQueryParameters(false).containsKey("access_token");
        return twice ? new Malformed("Send the access token in the Authorization header only.") : credentials;
    }

    private static BearerCredentials parse(String header) {
        String[] parts = header.split(" ", 2);
        if (!"bearer".equals(parts[0].toLowerCase(Locale.ROOT))) {
            return new Absent();
        }
        String token = parts.length == 1 ? "" : parts[1];
        // A comma or space would make two tokens of it; which one counts is not ours to guess.
        boolean one = !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c != ',' && c != 0x7F);
        return one
                ? new Present(new PresentedToken(token))
                : new Malformed("Write the header as: Authorization: Bearer, one space, one access token.");
    }
}

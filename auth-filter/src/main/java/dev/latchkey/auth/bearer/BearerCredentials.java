package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/**
 * What a request says in its {@code Authorization} header (RFC 6750 section 2.1, RFC 9449 section 7.1), and in its form
 * where allowed.
 */
sealed interface BearerCredentials {
    /** No token in a scheme that is known. */
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
     * @param scheme how it was sent
     */
    record Present(PresentedToken token, TokenScheme scheme) implements BearerCredentials {}

    /**
     * Reads the header, then the form; a token in the query is never used, and refused beside one elsewhere.
     *
     * @param inForm the tokens in the form; empty where a form may carry none
     */
    static BearerCredentials of(ContainerRequestContext request, List<String> inForm) {
        List<String> headers = request.getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        if (headers.size() > 1) {
            return new Malformed("Send one Authorization header only.");
        }
        BearerCredentials found = headers.isEmpty() ? new Absent() : parse(headers.get(0));
        for (String token : inForm) {
            if (!(found instanceof Absent)) {
                return moreThanOne();
            }
            found = token(token, TokenScheme.BEARER);
        }
        return !(found instanceof Absent) && isInQuery(request.getUriInfo()) ? moreThanOne() : found;
    }

    private static boolean isInQuery(UriInfo uri) {
        return uri.getRequestUri().getRawQuery() != null
                && uri.getQueryParameters(false).containsKey("access_token");
    }

    private static BearerCredentials moreThanOne() {
        return new Malformed("Send the access token once, in the Authorization header.");
    }

    private static BearerCredentials parse(String header) {
        int space = header.indexOf(' ');
        Optional<TokenScheme> scheme = TokenScheme.of(space < 0 ? header : header.substring(0, space));
        if (scheme.isEmpty()) {
            return new Absent();
        }
        return token(space < 0 ? "" : header.substring(space + 1), scheme.get());
    }

    private static BearerCredentials token(String token, TokenScheme scheme) {
        return isOne(token)
                ? new Present(new PresentedToken(token), scheme)
                : new Malformed("Write the header as: Authorization: Bearer, one space, one access token.");
    }

    // A comma or space would make two tokens of it; which one counts is not ours to guess. A loop, since a stream over
    // the characters costs as much as the token's digest.
    private static boolean isOne(String token) {
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (c <= ' ' || c == ',' || c == 0x7F) {
                return false;
            }
        }
        return !token.isEmpty();
    }
}

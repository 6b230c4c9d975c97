package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client itself: a form in the body, nothing in the URL.
 *
 * @param parameters the form
 * @param authorization the values of all {@code Authorization} headers
 */
public record FormRequest(Parameters parameters, List<String> authorization) {
    /**
     * Reads a request.
     *
     * @throws OAuthException invalid_request when there are parameters in the URL or none in the body
     */
    public static FormRequest of(UriInfo uri, HttpHeaders headers, @Nullable Parameters body) {
        if (uri.getRequestUri().getRawQuery() != null) {
            throw OAuthException.invalidRequest("There are parameters in the URL. Send all of them in the body.");
        }
        // Without a body there is nothing for the reader to read.
        if (body == null || body.isEmpty()) {
            throw OAuthException.invalidRequest("The body is empty. Send the parameters as a form.");
        }
        return new FormRequest(
                body,
                Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                        .orElse(List.of()));
    }
}

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
     * Reads a request. The form may be empty where the header says who asks.
     *
     * @throws OAuthException invalid_request when there are parameters in the URL, or neither a form nor the header
     */
    public static FormRequest of(UriInfo uri, HttpHeaders headers, @Nullable Parameters body) {
        if (uri.getRequestUri().getRawQuery() != null) {
            throw OAuthException.invalidRequest("There are parameters in the URL. Send all of them in the body.");
        }
        List<String> authorization = Optional.ofNullable(headers.getRequestHeader(HttpHeaders.AUTHORIZATION))
                .orElse(List.of());
        // Without a body there is nothing for the reader to read.
        Parameters form = body == null ? Parameters.parse(new byte[0]) : body;
        if (form.isEmpty() && authorization.isEmpty()) {
            throw OAuthException.invalidRequest("The body is empty. Send the parameters as a form.");
        }
        return new FormRequest(form, authorization);
    }
}

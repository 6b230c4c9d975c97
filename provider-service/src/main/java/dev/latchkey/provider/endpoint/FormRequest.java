package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of a client itself: a form in the body, nothing in the URL.
 *
 * @param parameters the form; empty where the header says who asks
 * @param authorization the values of all {@code Authorization} headers
 * @param query what stood in the URL; null or empty for nothing
 */
public record FormRequest(
        Parameters parameters,
        List<String> authorization,
        @Nullable String query) {
    /** The client that the request says it is from, proven or not. */
    Optional<ClientId> client() {
        return ClientAuthenticator.named(authorization, parameters);
    }

    /** Whether the client may have guessed: nobody guesses a signature, and replays by its own threads are no guesses. */
    boolean isGuessable() {
        return parameters.find("client_assertion").isEmpty();
    }

    /** Throws invalid_request when there are parameters in the URL, or neither a form nor the header. */
    void requireComplete() {
        if (query != null && !query.isEmpty()) {
            throw OAuthException.invalidRequest("There are parameters in the URL. Send all of them in the body.");
        }
        if (parameters.isEmpty() && authorization.isEmpty()) {
            throw OAuthException.invalidRequest("The body is empty. Send the parameters as a form.");
        }
    }
}

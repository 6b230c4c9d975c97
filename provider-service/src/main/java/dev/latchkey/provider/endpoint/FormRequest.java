package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.clientauth.PresentedCredentials;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request of a client itself: a form in the body, nothing in the URL. */
public final class FormRequest {
    private final Parameters parameters;
    private final List<String> authorization;
    private final @Nullable String query;
    private final @Nullable PresentedCredentials credentials;
    private final @Nullable OAuthException refusal;

    /**
     * Takes what the request consists of.
     *
     * @param parameters the form; empty where the header says who asks
     * @param authorization the values of all {@code Authorization} headers
     * @param query what stood in the URL; null or empty for nothing
     */
    public FormRequest(Parameters parameters, List<String> authorization, @Nullable String query) {
        this.parameters = parameters;
        this.authorization = List.copyOf(authorization);
        this.query = query;
        PresentedCredentials read = null;
        OAuthException unreadable = null;
        try {
            read = PresentedCredentials.of(authorization, parameters);
        } catch (OAuthException e) {
            unreadable = e;
        }
        this.credentials = read;
        this.refusal = unreadable;
    }

    /** The form. */
    public Parameters parameters() {
        return parameters;
    }

    /** The values of all {@code Authorization} headers. */
    public List<String> authorization() {
        return authorization;
    }

    /**
     * What the request says of its client.
     *
     * @throws OAuthException when it says two things
     */
    public PresentedCredentials credentials() {
        if (refusal != null) {
            throw refusal;
        }
        return Objects.requireNonNull(credentials);
    }

    /** The client that the request says it is from, proven or not; empty when it says nothing that can be read. */
    Optional<ClientId> client() {
        return Optional.ofNullable(credentials).flatMap(read -> ClientId.parse(read.clientId()));
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

package dev.latchkey.provider.endpoint;

import jakarta.ws.rs.core.Response;

/** An endpoint that clients post a form to; {@link FormEndpoints} serves it. */
public interface FormEndpoint {
    /** Its name, the one segment of its path below the issuer's. */
    String name();

    /**
     * The answer, its entity to be written as JSON.
     *
     * @throws dev.latchkey.provider.protocol.OAuthException when the request is refused
     */
    Response answer(FormRequest request);
}

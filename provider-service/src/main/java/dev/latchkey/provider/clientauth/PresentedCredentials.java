package dev.latchkey.provider.clientauth;

import dev.latchkey.auth.jose.ClientAssertion;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of its client.
 *
 * @param method how it wants to prove it
 * @param clientId who it says it is; empty for nobody
 * @param secret the secret; empty when the method has none
 * @param assertion the JWT that proves it; null when the method has none
 * @param challenge whether a refusal names the Basic scheme
 */
record PresentedCredentials(
        ClientAuthenticationMethod method,
        String clientId,
        String secret,
        @Nullable ClientAssertion assertion,
        boolean challenge) {
    @Override
    public String toString() {
        return "PresentedCredentials[method=" + method + ", clientId=" + clientId + "]";
    }
}

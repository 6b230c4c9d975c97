package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.protocol.Parameters;
import java.util.Optional;

/** Credentials in the body: {@code client_id} with or without {@code client_secret} (RFC 6749 §2.3.1). */
final class FormCredentials {
    private FormCredentials() {}

    static PresentedCredentials read(Parameters parameters) {
        Optional<String> clientId = parameters.find("client_id");
        Optional<String> secret = parameters.find("client_secret");
        ClientAuthenticationMethod method =
                secret.isPresent() ? ClientAuthenticationMethod.CLIENT_SECRET_POST : ClientAuthenticationMethod.NONE;
        return new PresentedCredentials(method, clientId.orElse(""), secret.orElse(""), null, clientId.isEmpty(), null);
    }
}

package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.RedirectUri;
import org.jspecify.annotations.Nullable;

/**
 * Where the answer to an authorization request goes, once that is beyond doubt.
 *
 * @param client who asks
 * @param redirectUri a registered redirect URI of the client
 * @param sent whether the request named it
 * @param fragment whether the answer stands in the fragment, as that of the implicit grant does (RFC 6749 §4.2.2)
 * @param state the client's state, byte for byte; null when there is none
 */
record Destination(
        Client client,
        RedirectUri redirectUri,
        boolean sent,
        boolean fragment,
        @Nullable String state) {
    /** The source for {@code form-action} that lets a form's redirects end there. */
    String formAction() {
        return redirectUri.scheme() + ":";
    }
}

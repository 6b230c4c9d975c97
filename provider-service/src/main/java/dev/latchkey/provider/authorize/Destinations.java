package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUri;
import dev.latchkey.provider.protocol.RedirectUriMatch;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who asks and where the answer may go (RFC 6749 §3.1.2.4, RFC 9700 §4.1). Before that is certain nothing may
 * redirect: what fails here ends on a page of ours.
 */
final class Destinations {
    private static final int STATUS = 400;

    private final ClientCache clients;
    private final RedirectUriMatch match;

    Destinations(ClientCache clients, RedirectUriMatch match) {
        this.clients = clients;
        this.match = match;
    }

    /**
     * The destination of a request.
     *
     * @throws PageRefusedException when the client or the redirect URI is not good
     */
    Destination of(Parameters parameters) {
        requireOnce(parameters, "client_id");
        requireOnce(parameters, "redirect_uri");
        Client client = parameters
                .find("client_id")
                .flatMap(ClientId::parse)
                .flatMap(clients::find)
                .filter(Client::enabled)
                .orElseThrow(() -> refused("error.client", "The client_id is missing, unknown or disabled."));
        String state = parameters.repeated().contains("state")
                ? null
                : parameters.find("state").orElse(null);
        Optional<String> requested = parameters.find("redirect_uri");
        boolean fragment = client.policy().implicit()
                && parameters.find("response_type").filter("token"::equals).isPresent();
        RedirectUri uri = requested.isPresent() ? registered(client, requested.get()) : only(client, parameters);
        return new Destination(client, uri, requested.isPresent(), fragment, state);
    }

    private static void requireOnce(Parameters parameters, String name) {
        if (parameters.repeated().contains(name)) {
            throw refused("error.request", "The parameter " + name + " is sent twice. Send each parameter once.");
        }
    }

    private RedirectUri registered(Client client, String requested) {
        if (!match.isRegistered(client.permissions().redirectUris(), requested)) {
            throw refused(
                    "error.redirect",
                    "The redirect_uri is not registered for this client. Send one exactly as it is registered"
                            + " (RFC 9700 section 4.1.3).");
        }
        return new RedirectUri(requested);
    }

    private static RedirectUri only(Client client, Parameters parameters) {
        List<RedirectUri> registered = client.permissions().redirectUris();
        boolean openid =
                List.of(parameters.find("scope").orElse("").split(" ", -1)).contains("openid");
        if (registered.size() != 1 || openid) {
            throw refused(
                    "error.redirect",
                    "The redirect_uri is missing. It may be left out only where exactly one is registered, and not"
                            + " with the scope openid.");
        }
        return registered.get(0);
    }

    private static PageRefusedException refused(String key, String description) {
        return new PageRefusedException(STATUS, key, "invalid_request", description);
    }
}

package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.grant.ScopePolicy;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.RedirectUriMatch;

/** Reads authorization requests: first where the answer may go, then everything else. */
public final class AuthorizationRequests {
    private final Destinations destinations;
    private final AuthorizationChecks checks;

    public AuthorizationRequests(ClientCache clients, ScopePolicy scopes, AuthorizationSettings settings) {
        this.destinations = new Destinations(clients, new RedirectUriMatch(settings.loopbackHostname()));
        this.checks = new AuthorizationChecks(scopes, settings);
    }

    /**
     * Where the answer to a request may go.
     *
     * @throws dev.latchkey.provider.page.PageRefusedException when that is not certain
     */
    Destination destination(Parameters parameters) {
        return destinations.of(parameters);
    }

    /**
     * The request, if it is good.
     *
     * @param pushed whether it came by the pushed authorization request endpoint, or was judged before
     * @throws OAuthException with the error for the client
     */
    AuthorizationRequest require(Destination destination, Parameters parameters, boolean pushed) {
        return checks.require(destination, parameters, pushed);
    }
}

package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.resource.Resources;
import dev.latchkey.provider.token.LiveToken;
import dev.latchkey.provider.token.TokenIntrospection;
import java.util.List;

/**
 * Finds out who introspects (RFC 7662 §2.1): a client that authenticates, or that sends a Bearer token of its own with
 * the scope {@code introspection}. A public client proves nothing and may not.
 */
public final class IntrospectionCallers {
    private static final String BEARER = "bearer ";

    private final ClientAuthenticator clients;
    private final TokenIntrospection tokens;
    private final String audience;

    /**
     * Takes the issuer.
     *
     * @param issuer the {@code aud} of tokens for the provider itself
     */
    public IntrospectionCallers(
            ClientAuthenticator clients, TokenIntrospection tokens, Resources resources, String issuer) {
        this.clients = clients;
        this.tokens = tokens;
        this.audience = resources.resourceOf(Resources.INTROSPECTION).orElse(issuer);
    }

    Client authenticate(FormRequest request) {
        List<String> headers = request.authorization();
        if (headers.size() == 1 && headers.get(0).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return bearer(headers.get(0).substring(BEARER.length()));
        }
        return clients.authenticateConfidential(request.credentials());
    }

    private Client bearer(String text) {
        LiveToken token = tokens.find(text)
                .filter(found -> found.audience().equals(audience))
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.INVALID_TOKEN, "The access token is invalid, expired or not for this endpoint."));
        if (!token.scope().values().contains(Resources.INTROSPECTION)) {
            throw new OAuthException(
                    ErrorCode.INSUFFICIENT_SCOPE, "The access token lacks the scope introspection. Ask for it.");
        }
        return token.client();
    }
}

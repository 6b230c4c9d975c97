package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.grant.TokenRequests;
import dev.latchkey.provider.protocol.OAuthException;
import jakarta.ws.rs.core.Response;

/** {@code POST /o/token/}: credentials and a grant for tokens (RFC 6749 §3.2). */
public final class TokenEndpoint implements FormEndpoint {
    private final ClientAuthenticator clients;
    private final TokenRequests requests;

    public TokenEndpoint(ClientAuthenticator clients, TokenRequests requests) {
        this.clients = clients;
        this.requests = requests;
    }

    @Override
    public String name() {
        return "token";
    }

    /** Authenticates the client, selects the grant, issues. Refusals are {@link OAuthException}s. */
    @Override
    public Response answer(FormRequest request) {
        Client client = clients.authenticate(request.credentials());
        TokenResponse response = TokenResponse.of(requests.answer(client, request.parameters()));
        return Answers.unstored(Response.ok(response)).build();
    }
}

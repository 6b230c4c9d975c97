package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.grant.TokenRequests;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** {@code POST /o/token/}: credentials and a grant for tokens (RFC 6749 §3.2). */
@Path(EndpointPaths.ROOT + "/token")
public final class TokenEndpoint {
    private final ClientAuthenticator clients;
    private final TokenRequests requests;

    public TokenEndpoint(ClientAuthenticator clients, TokenRequests requests) {
        this.clients = clients;
        this.requests = requests;
    }

    /** Authenticates the client, selects the grant, issues. Refusals are {@link OAuthException}s. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.WILDCARD)
    public Response token(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable Parameters body) {
        FormRequest request = FormRequest.of(uri, headers, body);
        Client client = clients.authenticate(request.authorization(), request.parameters());
        TokenResponse response = TokenResponse.of(requests.answer(client, request.parameters()));
        return Answers.unstored(Response.ok(response)).build();
    }
}

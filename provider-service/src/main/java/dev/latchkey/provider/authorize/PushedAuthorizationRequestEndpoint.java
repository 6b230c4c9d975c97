package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.endpoint.Answers;
import dev.latchkey.provider.endpoint.FormEndpoint;
import dev.latchkey.provider.endpoint.FormRequest;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** {@code POST /o/par/}: a client hands in an authorization request beforehand (RFC 9126 §2). */
public final class PushedAuthorizationRequestEndpoint implements FormEndpoint {
    private final ClientAuthenticator clients;
    private final AuthorizationRequests requests;
    private final PushedRequests pushed;

    public PushedAuthorizationRequestEndpoint(
            ClientAuthenticator clients, AuthorizationRequests requests, PushedRequests pushed) {
        this.clients = clients;
        this.requests = requests;
        this.pushed = pushed;
    }

    @Override
    public String name() {
        return "par";
    }

    /** Authenticates the client and judges the request as the authorization endpoint does: 201 with its request_uri. */
    @Override
    public Response answer(FormRequest form) {
        Parameters parameters = form.parameters();
        Client client = clients.authenticate(form.credentials());
        if (parameters.find("request_uri").isPresent()) {
            throw OAuthException.invalidRequest("A pushed request has no request_uri of its own. Leave it out.");
        }
        if (!parameters.require("client_id").equals(client.id().value())) {
            throw OAuthException.invalidRequest("The client_id is not the client that authenticated.");
        }
        AuthorizationRequest request = requests.require(destination(parameters), parameters, true);
        Map<String, Object> answer = Map.of(
                "request_uri", pushed.keep(request),
                "expires_in", PushedRequests.LIFETIME.toSeconds());
        return Answers.unstored(Response.status(Response.Status.CREATED).entity(answer))
                .build();
    }

    // What would be a page for a person is an error for the client here.
    private Destination destination(Parameters body) {
        try {
            return requests.destination(body);
        } catch (PageRefusedException refusal) {
            throw OAuthException.invalidRequest(String.valueOf(refusal.getMessage()));
        }
    }
}

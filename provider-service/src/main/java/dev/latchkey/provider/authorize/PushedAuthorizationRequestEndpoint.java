package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.endpoint.Answers;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.FormRequest;
import dev.latchkey.provider.page.PageRefusedException;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /o/par/}: a client hands in an authorization request beforehand (RFC 9126 §2). */
@Path(EndpointPaths.ROOT + "/par")
public final class PushedAuthorizationRequestEndpoint {
    private final ClientAuthenticator clients;
    private final AuthorizationRequests requests;
    private final PushedRequests pushed;

    public PushedAuthorizationRequestEndpoint(
            ClientAuthenticator clients, AuthorizationRequests requests, PushedRequests pushed) {
        this.clients = clients;
        this.requests = requests;
        this.pushed = pushed;
    }

    /** Authenticates the client and judges the request as the authorization endpoint does: 201 with its request_uri. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.WILDCARD)
    public Response push(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable Parameters body) {
        FormRequest form = FormRequest.of(uri, headers, body);
        Parameters parameters = form.parameters();
        Client client = clients.authenticate(form.authorization(), parameters);
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

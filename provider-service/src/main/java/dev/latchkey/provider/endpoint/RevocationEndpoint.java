package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.token.RevokedToken;
import dev.latchkey.provider.token.TokenRevocation;
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

/** {@code POST /o/revoke_token/}: a client gives a token back (RFC 7009). */
@Path(EndpointPaths.ROOT + "/revoke_token")
public final class RevocationEndpoint {
    private final ClientAuthenticator clients;
    private final TokenRevocation tokens;
    private final AuditTrail audit;

    public RevocationEndpoint(ClientAuthenticator clients, TokenRevocation tokens, AuditTrail audit) {
        this.clients = clients;
        this.tokens = tokens;
        this.audit = audit;
    }

    /**
     * Ends the token if it is the client's; 200 whatever it is, so that nobody learns which tokens there are (§2.2). A
     * {@code token_type_hint} is not needed, right or wrong.
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.WILDCARD)
    public Response revoke(@Context UriInfo uri, @Context HttpHeaders headers, @Nullable Parameters body) {
        FormRequest request = FormRequest.of(uri, headers, body);
        Client client = clients.authenticate(request.authorization(), request.parameters());
        tokens.revoke(client, request.parameters().require("token"))
                .ifPresent(revoked -> audit.record(event(client, revoked)));
        return Response.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static AuditEvent event(Client client, RevokedToken revoked) {
        AuditEvent event = AuditEvent.of(EventType.TOKEN_REVOKED, Actor.client(client.id()))
                .client(client.id());
        return revoked.user() == null || revoked.grant() == null
                ? event
                : event.user(revoked.user()).with("grant", revoked.grant().toString());
    }
}

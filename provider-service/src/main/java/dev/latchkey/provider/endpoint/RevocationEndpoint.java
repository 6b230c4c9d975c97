package dev.latchkey.provider.endpoint;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.clientauth.ClientAuthenticator;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.token.RevokedToken;
import dev.latchkey.provider.token.TokenRevocation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** {@code POST /o/revoke_token/}: a client gives a token back (RFC 7009). */
public final class RevocationEndpoint implements FormEndpoint {
    private final ClientAuthenticator clients;
    private final TokenRevocation tokens;
    private final AuditTrail audit;

    public RevocationEndpoint(ClientAuthenticator clients, TokenRevocation tokens, AuditTrail audit) {
        this.clients = clients;
        this.tokens = tokens;
        this.audit = audit;
    }

    @Override
    public String name() {
        return "revoke_token";
    }

    /**
     * Ends the token if it is the client's; 200 whatever it is, so that nobody learns which tokens there are (§2.2). A
     * {@code token_type_hint} is not needed, right or wrong.
     */
    @Override
    public Response answer(FormRequest request) {
        Client client = clients.authenticate(request.credentials());
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

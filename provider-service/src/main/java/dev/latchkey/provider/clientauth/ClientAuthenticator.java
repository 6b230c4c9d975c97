package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientType;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.OAuthException;
import java.util.Optional;

/**
 * Finds out who is asking (RFC 6749 §2.3, §3.2.1): exactly one method, and one the client is registered for. Unknown
 * client, disabled client, wrong proof and wrong method get the same answer.
 */
public final class ClientAuthenticator {
    private final ClientCache clients;
    private final ClientProofs proofs;
    private final AuditTrail audit;

    public ClientAuthenticator(ClientCache clients, ClientProofs proofs, AuditTrail audit) {
        this.clients = clients;
        this.proofs = proofs;
        this.audit = audit;
    }

    /**
     * The client that sent a request.
     *
     * @param presented what the request says of it
     * @throws OAuthException invalid_client when it is not who it says
     */
    public Client authenticate(PresentedCredentials presented) {
        Optional<Client> client = ClientId.parse(presented.clientId()).flatMap(clients::find);
        Optional<String> objection =
                Optional.ofNullable(presented.flaw()).or(() -> proofs.objection(client, presented));
        return client.filter(found -> objection.isEmpty())
                .filter(found -> found.enabled() && found.authenticatesBy(presented.method()))
                .orElseThrow(() -> failed(
                        client, presented, objection.orElse("disabled, or not by this method"), presented.challenge()));
    }

    /**
     * The client that sent a request which no public client may send.
     *
     * @param presented what the request says of it
     * @throws OAuthException invalid_client when it is not who it says, or need not prove it
     */
    public Client authenticateConfidential(PresentedCredentials presented) {
        Client client = authenticate(presented);
        if (client.type() == ClientType.PUBLIC) {
            throw failed(Optional.of(client), presented, "a public client may not do this", true);
        }
        return client;
    }

    // Only a registered id is named: who swaps the two parts of the credentials sends the secret as the id.
    private OAuthException failed(
            Optional<Client> client, PresentedCredentials presented, String objection, boolean challenge) {
        String method = presented.method().word();
        AuditEvent event = AuditEvent.of(EventType.CLIENT_AUTHENTICATION_FAILED, Actor.ANONYMOUS)
                .with("method", method);
        audit.record(client.map(Client::id).map(event::client).orElse(event));
        return OAuthException.invalidClient("client authentication by " + method + " failed: " + objection, challenge);
    }
}

package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param authorization the values of all {@code Authorization} headers
     * @param parameters the body
     * @throws OAuthException invalid_client when it is not who it says, invalid_request when it uses two methods
     */
    public Client authenticate(List<String> authorization, Parameters parameters) {
        PresentedCredentials presented = presented(authorization, parameters);
        Optional<Client> client = ClientId.parse(presented.clientId()).flatMap(clients::find);
        Optional<String> objection = proofs.objection(client, presented);
        return client.filter(found -> objection.isEmpty())
                .filter(found -> found.enabled() && found.authenticatesBy(presented.method()))
                .orElseThrow(() -> failed(client, presented, objection.orElse("disabled, or not by this method")));
    }

    // Only a registered id is named: who swaps the two parts of the credentials sends the secret as the id.
    private OAuthException failed(Optional<Client> client, PresentedCredentials presented, String objection) {
        String method = presented.method().word();
        AuditEvent event = AuditEvent.of(EventType.CLIENT_AUTHENTICATION_FAILED, Actor.ANONYMOUS)
                .with("method", method);
        audit.record(client.map(Client::id).map(event::client).orElse(event));
        return OAuthException.invalidClient(
                "client authentication by " + method + " failed: " + objection, presented.challenge());
    }

    /** The client that a request says it is from, proven or not; empty when it says nothing that can be read. */
    public static Optional<ClientId> named(List<String> authorization, Parameters parameters) {
        try {
            return ClientId.parse(presented(authorization, parameters).clientId());
        } catch (OAuthException e) {
            return Optional.empty();
        }
    }

    private static PresentedCredentials presented(List<String> authorization, Parameters parameters) {
        if (authorization.size() > 1) {
            throw OAuthException.invalidRequest("There are two Authorization headers. Send one.");
        }
        boolean asserted = AssertionCredentials.isIn(parameters);
        boolean bySecret = parameters.find("client_secret").isPresent();
        long methods = Stream.of(!authorization.isEmpty(), asserted, bySecret)
                .filter(used -> used)
                .count();
        if (methods > 1) {
            throw OAuthException.invalidRequest("The client authenticates twice. Use one method only.");
        }
        if (asserted) {
            return AssertionCredentials.read(parameters);
        }
        return authorization.isEmpty() ? FormCredentials.read(parameters) : basic(authorization.get(0), parameters);
    }

    private static PresentedCredentials basic(String header, Parameters parameters) {
        PresentedCredentials basic = BasicCredentials.read(header);
        if (!parameters.find("client_id").orElse(basic.clientId()).equals(basic.clientId())) {
            throw OAuthException.invalidRequest(
                    "The client_id in the body is not the one in the Authorization header.");
        }
        return basic;
    }
}

package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientAuthenticationMethod;
import dev.latchkey.provider.client.ClientCache;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.ClientSecretHash;
import dev.latchkey.provider.client.ClientSecretHasher;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.protocol.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Finds out who is asking (RFC 6749 §2.3, §3.2.1): exactly one method, and one the client is registered for. Unknown
 * client, disabled client, wrong secret and wrong method get the same answer.
 */
public final class ClientAuthenticator {
    private static final ClientId NOBODY = new ClientId("nobody");

    private final ClientCache clients;
    private final ClientSecretHasher hasher;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final ClientSecretHash nobodysHash;

    public ClientAuthenticator(
            ClientCache clients,
            ClientSecretHasher hasher,
            InstantSource clock,
            SecureRandom random,
            AuditTrail audit) {
        this.clients = clients;
        this.hasher = hasher;
        this.clock = clock;
        this.audit = audit;
        this.nobodysHash = hasher.hash(NOBODY, Secret.generate(random).reveal(), Instant.EPOCH);
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
        boolean proven = isProven(client, presented);
        return client.filter(found -> proven && found.enabled()).orElseThrow(() -> failed(client, presented));
    }

    // Only a registered id is named: who swaps the two parts of the credentials sends the secret as the id.
    private OAuthException failed(Optional<Client> client, PresentedCredentials presented) {
        String method = presented.method().word();
        AuditEvent event = AuditEvent.of(EventType.CLIENT_AUTHENTICATION_FAILED, Actor.ANONYMOUS)
                .with("method", method);
        audit.record(client.map(Client::id).map(event::client).orElse(event));
        return OAuthException.invalidClient("client authentication by " + method + " failed", presented.challenge());
    }

    private static PresentedCredentials presented(List<String> authorization, Parameters parameters) {
        if (authorization.size() > 1) {
            throw OAuthException.invalidRequest("There are two Authorization headers. Send one.");
        }
        if (authorization.isEmpty()) {
            return FormCredentials.read(parameters);
        }
        if (parameters.find("client_secret").isPresent()) {
            throw OAuthException.invalidRequest(
                    "The client authenticates twice. Use the Authorization header or the body, not both.");
        }
        PresentedCredentials basic = BasicCredentials.read(authorization.get(0));
        if (!parameters.find("client_id").orElse(basic.clientId()).equals(basic.clientId())) {
            throw OAuthException.invalidRequest(
                    "The client_id in the body is not the one in the Authorization header.");
        }
        return basic;
    }

    private boolean isProven(Optional<Client> client, PresentedCredentials presented) {
        boolean registered = client.filter(found -> found.authenticatesBy(presented.method()))
                .isPresent();
        if (presented.method() == ClientAuthenticationMethod.NONE) {
            return registered;
        }
        // Compared whatever is known of the client, so that a stranger's answer takes no less time.
        return matches(client, presented) && registered;
    }

    private boolean matches(Optional<Client> client, PresentedCredentials presented) {
        Instant now = clock.instant();
        List<ClientSecretHash> known =
                client.map(found -> found.credentials().secrets()).orElse(List.of());
        ClientId id = client.map(Client::id).orElse(NOBODY);
        List<ClientSecretHash> hashes = known.isEmpty() ? List.of(nobodysHash) : known;
        return hashes.stream().anyMatch(hash -> hash.isLiveAt(now) && hasher.matches(hash, id, presented.secret()));
    }
}

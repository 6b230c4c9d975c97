package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Makes new clients: an id, and a secret for those that can keep one. */
public final class ClientRegistration {
    /**
     * What the new client is to be.
     *
     * @param name what people see
     * @param type whether it can keep a secret
     * @param permissions what it may do
     * @param tokens what tokens it gets
     * @param policy how strict the authorization endpoint is with it
     */
    public record Wanted(
            String name, ClientType type, ClientPermissions permissions, ClientTokens tokens, ClientPolicy policy) {}

    /**
     * A new client, not kept yet.
     *
     * @param client the client
     * @param secret its secret, in clear for the only time; empty for a public client
     */
    public record Registered(Client client, Optional<Secret> secret) {}

    private final ClientSecretHasher hasher;
    private final SecureRandom random;
    private final InstantSource clock;

    public ClientRegistration(ClientSecretHasher hasher, SecureRandom random, InstantSource clock) {
        this.hasher = hasher;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes the client.
     *
     * @throws IllegalArgumentException with a sentence when the parts do not agree
     */
    public Registered register(Wanted wanted) {
        ClientId id = ClientId.generate(random);
        if (wanted.type() == ClientType.PUBLIC) {
            return new Registered(client(id, wanted, ClientCredentials.none()), Optional.empty());
        }
        Secret secret = Secret.generate(random);
        ClientCredentials credentials = ClientCredentials.secret(hasher.hash(id, secret.reveal(), clock.instant()));
        return new Registered(client(id, wanted, credentials), Optional.of(secret));
    }

    private static Client client(ClientId id, Wanted wanted, ClientCredentials credentials) {
        return new Client(
                id,
                wanted.name(),
                wanted.type(),
                credentials,
                wanted.permissions(),
                wanted.tokens(),
                wanted.policy(),
                true,
                1);
    }
}

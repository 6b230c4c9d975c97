package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.Secret;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
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
     * @param authentication how it proves who it is
     */
    public record Wanted(
            String name,
            ClientType type,
            ClientPermissions permissions,
            ClientTokens tokens,
            ClientPolicy policy,
            ClientAuthentication authentication) {
        /** With the usual authentication of its type. */
        public Wanted(
                String name, ClientType type, ClientPermissions permissions, ClientTokens tokens, ClientPolicy policy) {
            this(name, type, permissions, tokens, policy, ClientAuthentication.usual(type));
        }
    }

    /**
     * A new secret.
     *
     * @param stored what to keep of it
     * @param secret the secret, in clear for the only time
     */
    public record NewSecret(ClientSecretHash stored, Secret secret) {}

    /**
     * A new client, not kept yet.
     *
     * @param client the client
     * @param secret its secret, in clear for the only time; empty for a client without one
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
        return register(ClientId.generate(random), wanted);
    }

    /**
     * Makes the client under an id that nobody has.
     *
     * @throws IllegalArgumentException with a sentence when the parts do not agree
     */
    public Registered register(ClientId id, Wanted wanted) {
        ClientAuthentication authentication = wanted.authentication();
        if (!authentication.needsSecret()) {
            return new Registered(
                    client(id, wanted, new ClientCredentials(authentication, List.of())), Optional.empty());
        }
        NewSecret secret = newSecret(id, authentication);
        ClientCredentials credentials = new ClientCredentials(authentication, List.of(secret.stored()));
        return new Registered(client(id, wanted, credentials), Optional.of(secret.secret()));
    }

    /** Makes another secret for a client that authenticates so. */
    public NewSecret newSecret(ClientId id, ClientAuthentication authentication) {
        Secret secret = Secret.generate(random);
        ClientSecretHash stored = authentication.needsReadableSecret()
                ? hasher.wrap(id, secret.reveal(), clock.instant(), random)
                : hasher.hash(id, secret.reveal(), clock.instant());
        return new NewSecret(stored, secret);
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

package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * Hashes and checks client secrets. The secrets are generated with 256 random bits, so a fast hash keyed by the server
 * secret is as strong as a slow one and costs microseconds. Secrets of client_secret_jwt, which must be read again, are
 * wrapped instead.
 */
public final class ClientSecretHasher {
    private static final String LABEL = "latchkey client secret";

    private final ServerSecrets secrets;

    public ClientSecretHasher(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** What to keep of {@code secret}, good from {@code now} on. */
    public ClientSecretHash hash(ClientId client, String secret, Instant now) {
        ServerSecret key = secrets.sealing();
        return new ClientSecretHash(key.id(), mac(key, client, secret), now, null);
    }

    /** What to keep of a {@code secret} that must be read again, good from {@code now} on. */
    public ClientSecretHash wrap(ClientId client, String secret, Instant now, SecureRandom random) {
        ServerSecret key = secrets.sealing();
        return new ClientSecretHash(key.id(), ClientSecretWrapping.wrap(key, client, secret, random), now, null);
    }

    /** The secret that {@link #wrap} put away; empty when no server secret opens it. */
    public Optional<String> unwrap(ClientSecretHash stored, ClientId client) {
        return secrets.find(stored.secretId()).flatMap(key -> ClientSecretWrapping.unwrap(key, client, stored.hash()));
    }

    /** Whether {@code presented} is the secret behind {@code stored}; constant time. */
    public boolean matches(ClientSecretHash stored, ClientId client, String presented) {
        return secrets.find(stored.secretId())
                .filter(key -> stored.hash().equals(mac(key, client, presented)))
                .isPresent();
    }

    /** Whether {@code stored} is keyed by a server secret that seals no more. */
    public boolean isOld(ClientSecretHash stored) {
        return !stored.secretId().equals(secrets.sealing().id());
    }

    /** The hash of the same secret under the server secret that seals now. */
    public ClientSecretHash rekeyed(ClientSecretHash stored, ClientId client, String secret) {
        ServerSecret key = secrets.sealing();
        return stored.keyedBy(key.id(), mac(key, client, secret));
    }

    /** The same {@code secret}, which must be read again, under the server secret that seals now. */
    public ClientSecretHash rewrapped(ClientSecretHash stored, ClientId client, String secret, SecureRandom random) {
        ServerSecret key = secrets.sealing();
        return stored.keyedBy(key.id(), ClientSecretWrapping.wrap(key, client, secret, random));
    }

    private static ByteString mac(ServerSecret key, ClientId client, String secret) {
        return ByteString.of(key.mac(LABEL, (client.value() + '\0' + secret).getBytes(StandardCharsets.UTF_8)));
    }
}

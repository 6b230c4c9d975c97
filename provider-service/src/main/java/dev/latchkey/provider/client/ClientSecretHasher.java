package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Hashes and checks client secrets. The secrets are generated with 256 random bits, so a fast hash keyed by the server
 * secret is as strong as a slow one and costs microseconds.
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

    /** Whether {@code presented} is the secret behind {@code stored}; constant time. */
    public boolean matches(ClientSecretHash stored, ClientId client, String presented) {
        return secrets.find(stored.secretId())
                .filter(key -> stored.hash().equals(mac(key, client, presented)))
                .isPresent();
    }

    private static ByteString mac(ServerSecret key, ClientId client, String secret) {
        return ByteString.of(key.mac(LABEL, (client.value() + '\0' + secret).getBytes(StandardCharsets.UTF_8)));
    }
}

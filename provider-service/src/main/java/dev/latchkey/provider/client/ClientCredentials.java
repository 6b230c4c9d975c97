package dev.latchkey.provider.client;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client may authenticate, and what checks it.
 *
 * @param authentication the registered methods and keys
 * @param secrets its secrets, newest first: several while one is being replaced
 */
public record ClientCredentials(ClientAuthentication authentication, List<ClientSecretHash> secrets) {
    /** The most secrets that are good at the same time. */
    public static final int MAX_SECRETS = 5;

    public ClientCredentials {
        secrets = List.copyOf(secrets);
    }

    /** Methods without keys. */
    public ClientCredentials(Set<ClientAuthenticationMethod> methods, List<ClientSecretHash> secrets) {
        this(new ClientAuthentication(methods, null), secrets);
    }

    /** Those of a public client: none. */
    public static ClientCredentials none() {
        return new ClientCredentials(ClientAuthentication.usual(ClientType.PUBLIC), List.of());
    }

    /** One secret, accepted in the header and in the body. */
    public static ClientCredentials secret(ClientSecretHash secret) {
        return new ClientCredentials(ClientAuthentication.usual(ClientType.CONFIDENTIAL), List.of(secret));
    }

    /** The registered methods; only {@code none} for a public client. */
    public Set<ClientAuthenticationMethod> methods() {
        return authentication.methods();
    }

    /** Its public keys; null unless it signs with a private one. */
    public @Nullable ClientKeys keys() {
        return authentication.keys();
    }

    /** The secrets that are good at {@code now}, newest first. */
    public List<ClientSecretHash> liveSecrets(Instant now) {
        return secrets.stream().filter(secret -> secret.isLiveAt(now)).toList();
    }
}

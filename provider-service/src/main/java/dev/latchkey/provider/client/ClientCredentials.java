package dev.latchkey.provider.client;

import java.util.List;
import java.util.Set;

/**
 * How a client may authenticate.
 *
 * @param methods the registered methods; only {@code none} for a public client
 * @param secrets its secrets, newest first: several while one is being replaced
 */
public record ClientCredentials(Set<ClientAuthenticationMethod> methods, List<ClientSecretHash> secrets) {
    private static final Set<ClientAuthenticationMethod> BY_SECRET =
            Set.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);

    public ClientCredentials {
        methods = Set.copyOf(methods);
        secrets = List.copyOf(secrets);
    }

    /** Those of a public client: none. */
    public static ClientCredentials none() {
        return new ClientCredentials(Set.of(ClientAuthenticationMethod.NONE), List.of());
    }

    /** One secret, accepted in the header and in the body. */
    public static ClientCredentials secret(ClientSecretHash secret) {
        return new ClientCredentials(BY_SECRET, List.of(secret));
    }
}

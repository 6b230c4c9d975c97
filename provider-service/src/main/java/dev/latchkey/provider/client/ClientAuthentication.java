package dev.latchkey.provider.client;

import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_BASIC;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_JWT;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.CLIENT_SECRET_POST;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.NONE;
import static dev.latchkey.provider.client.ClientAuthenticationMethod.PRIVATE_KEY_JWT;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client is to authenticate: the methods of one secret in header and body, or one other method.
 *
 * @param methods the methods
 * @param keys its public keys; null unless it signs with a private one
 */
public record ClientAuthentication(
        Set<ClientAuthenticationMethod> methods, @Nullable ClientKeys keys) {
    private static final Set<ClientAuthenticationMethod> BY_SECRET = Set.of(CLIENT_SECRET_BASIC, CLIENT_SECRET_POST);

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public ClientAuthentication {
        methods = Set.copyOf(methods);
        require(!methods.isEmpty(), "A client has an authentication method: name one, such as client_secret_basic.");
        require(
                methods.size() == 1 || BY_SECRET.containsAll(methods),
                "Only client_secret_basic and client_secret_post go together.");
        require(
                methods.contains(PRIVATE_KEY_JWT) == (keys != null),
                "private_key_jwt, and only private_key_jwt, needs the client's public keys: jwks or jwks_uri.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    /** What a client has unless it asks for something else: a secret in header or body, or nothing. */
    public static ClientAuthentication usual(ClientType type) {
        return new ClientAuthentication(type == ClientType.PUBLIC ? Set.of(NONE) : BY_SECRET, null);
    }

    /** Whether the client is given a secret. */
    public boolean needsSecret() {
        return !methods.contains(NONE) && !methods.contains(PRIVATE_KEY_JWT);
    }

    /** Whether the provider must be able to read the secret again, to check what is authenticated by it. */
    public boolean needsReadableSecret() {
        return methods.contains(CLIENT_SECRET_JWT);
    }
}

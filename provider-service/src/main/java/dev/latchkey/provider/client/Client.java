package dev.latchkey.provider.client;

import dev.latchkey.provider.protocol.GrantType;

/**
 * A registered client (RFC 6749 §2).
 *
 * @param id its public id
 * @param name what people see
 * @param type whether it can keep a secret
 * @param credentials how it authenticates
 * @param permissions what it may do
 * @param tokens what tokens it gets
 * @param enabled whether it may do anything at all
 * @param version raised by each change
 */
public record Client(
        ClientId id,
        String name,
        ClientType type,
        ClientCredentials credentials,
        ClientPermissions permissions,
        ClientTokens tokens,
        boolean enabled,
        long version) {
    private static final int MAX_NAME = 100;

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public Client {
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A client's name is 1 to 100 visible characters.");
        }
        boolean mayNone = credentials.methods().contains(ClientAuthenticationMethod.NONE);
        if (mayNone != (type == ClientType.PUBLIC)) {
            throw new IllegalArgumentException("A public client, and only a public client, has no authentication.");
        }
        if (type == ClientType.PUBLIC && permissions.grantTypes().contains(GrantType.CLIENT_CREDENTIALS)) {
            throw new IllegalArgumentException(
                    "A public client cannot use client_credentials: it has no secret to prove who it is.");
        }
    }

    /** Whether the client may use {@code type}. */
    public boolean mayUse(GrantType type) {
        return permissions.grantTypes().contains(type);
    }

    /** Whether the client is registered for {@code method}. */
    public boolean authenticatesBy(ClientAuthenticationMethod method) {
        return credentials.methods().contains(method);
    }
}

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
 * @param policy how strict the authorization endpoint is with it
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
        ClientPolicy policy,
        boolean enabled,
        long version) {
    private static final int MAX_NAME = 100;

    /**
     * Checks that the parts agree.
     *
     * @throws IllegalArgumentException with a sentence that says what to change
     */
    public Client {
        require(
                !name.isBlank() && name.length() <= MAX_NAME && name.chars().noneMatch(Character::isISOControl),
                "A client's name is 1 to 100 visible characters.");
        boolean isPublic = type == ClientType.PUBLIC;
        require(
                isPublic == credentials.methods().contains(ClientAuthenticationMethod.NONE),
                "A public client, and only a public client, has no authentication: make the client confidential, or give"
                        + " it the method none and no other.");
        require(
                !isPublic || !permissions.grantTypes().contains(GrantType.CLIENT_CREDENTIALS),
                "A public client cannot use client_credentials: it has no secret to prove who it is.");
        require(
                !isPublic || policy.pkceRequired(),
                "A public client always uses PKCE: it cannot be switched off for it.");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
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

    /** The same client with another name, other permissions and another policy. */
    public Client with(String otherName, ClientPermissions otherPermissions, ClientPolicy otherPolicy) {
        return new Client(id, otherName, type, credentials, otherPermissions, tokens, otherPolicy, enabled, version);
    }

    /** The same client as somebody saw it in this version. */
    public Client at(long otherVersion) {
        return new Client(id, name, type, credentials, permissions, tokens, policy, enabled, otherVersion);
    }
}

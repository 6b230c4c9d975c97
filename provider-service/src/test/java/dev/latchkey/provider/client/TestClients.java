package dev.latchkey.provider.client;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.GrantType;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Clients for tests: one of each sort, to be varied. */
public final class TestClients {
    /** What a client that asks for nothing special may do. */
    public static final ClientPermissions PERMISSIONS =
            permissions(ScopeSet.of("read", "write"), ScopeSet.empty(), GrantType.PASSWORD, GrantType.REFRESH_TOKEN);

    private TestClients() {}

    /** A public client that may use the password and refresh_token grants. */
    public static Client publicClient(String id) {
        return publicClient(id, PERMISSIONS, ClientTokens.of(TokenFormat.JWT));
    }

    /** A public client. */
    public static Client publicClient(String id, ClientPermissions permissions, ClientTokens tokens) {
        return new Client(
                new ClientId(id),
                "Test",
                ClientType.PUBLIC,
                ClientCredentials.none(),
                permissions,
                tokens,
                ClientPolicy.strict(),
                true,
                1);
    }

    /** A confidential client with these secrets, newest first. */
    public static Client confidential(String id, ClientPermissions permissions, ClientSecretHash... secrets) {
        ClientCredentials credentials = new ClientCredentials(
                Set.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST),
                List.of(secrets));
        return new Client(
                new ClientId(id),
                "Test",
                ClientType.CONFIDENTIAL,
                credentials,
                permissions,
                ClientTokens.of(TokenFormat.JWT),
                ClientPolicy.strict(),
                true,
                1);
    }

    /** A secret that nobody knows. */
    public static ClientSecretHash unknowableSecret() {
        return new ClientSecretHash(ByteString.of(new byte[4]), ByteString.of(new byte[32]), Instant.EPOCH, null);
    }

    /** Permissions without redirect URIs. */
    public static ClientPermissions permissions(ScopeSet scopes, ScopeSet defaults, GrantType... grantTypes) {
        return new ClientPermissions(Set.of(grantTypes), scopes, defaults, List.of());
    }

    /** The same client at another version. */
    public static Client withVersion(Client client, long version) {
        return changed(client, client.enabled(), version);
    }

    /** The same client, disabled. */
    public static Client disabled(Client client) {
        return changed(client, false, client.version() + 1);
    }

    private static Client changed(Client client, boolean enabled, long version) {
        return new Client(
                client.id(),
                client.name(),
                client.type(),
                client.credentials(),
                client.permissions(),
                client.tokens(),
                client.policy(),
                enabled,
                version);
    }
}

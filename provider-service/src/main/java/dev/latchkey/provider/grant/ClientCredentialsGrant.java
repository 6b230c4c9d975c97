package dev.latchkey.provider.grant;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.SingleTokens;
import dev.latchkey.provider.token.TokenIssuer;

/** A client asks for itself (RFC 6749 §4.4). */
public final class ClientCredentialsGrant implements GrantHandler {
    private final ScopePolicy scopes;
    private final SingleTokens single;
    private final TokenIssuer issuer;

    public ClientCredentialsGrant(ScopePolicy scopes, SingleTokens single, TokenIssuer issuer) {
        this.scopes = scopes;
        this.single = single;
        this.issuer = issuer;
    }

    @Override
    public GrantType grantType() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        Client client = request.client();
        Permission permission = scopes.permit(client, request.parameters());
        return single.find(client, permission).orElseGet(() -> issuer.issue(client, permission));
    }
}

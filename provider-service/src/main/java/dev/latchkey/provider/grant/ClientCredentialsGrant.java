package dev.latchkey.provider.grant;

import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.TokenIssuer;

/** A client asks for itself (RFC 6749 §4.4). */
public final class ClientCredentialsGrant implements GrantHandler {
    private final ScopePolicy scopes;
    private final TokenIssuer issuer;

    public ClientCredentialsGrant(ScopePolicy scopes, TokenIssuer issuer) {
        this.scopes = scopes;
        this.issuer = issuer;
    }

    @Override
    public GrantType grantType() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        return issuer.issue(
                request.client(),
                scopes.permit(request.client(), request.parameters().find("scope")));
    }
}

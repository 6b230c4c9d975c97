package dev.latchkey.provider.grant;

import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.protocol.Parameters;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.SingleTokens;
import dev.latchkey.provider.token.TokenIssuer;

/** A client sends its user's password (RFC 6749 §4.3): legacy, for clients that are registered for it. */
public final class PasswordGrant implements GrantHandler {
    private static final int MAX_PASSWORD = 1_024;

    private final UserAuthenticator users;
    private final ScopePolicy scopes;
    private final SingleTokens single;
    private final TokenIssuer issuer;

    public PasswordGrant(UserAuthenticator users, ScopePolicy scopes, SingleTokens single, TokenIssuer issuer) {
        this.users = users;
        this.scopes = scopes;
        this.single = single;
        this.issuer = issuer;
    }

    @Override
    public GrantType grantType() {
        return GrantType.PASSWORD;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        Parameters parameters = request.parameters();
        String username = parameters.require("username");
        String password = parameters.require("password");
        if (password.length() > MAX_PASSWORD) {
            throw OAuthException.invalidRequest("The password has more than 1024 characters.");
        }
        // The scope is checked before the password: a request that cannot succeed tells nothing of it.
        Permission permission = scopes.permit(request.client(), parameters);
        GrantUser user = users.authenticate(username, password).orElseThrow(PasswordGrant::refused);
        return single.find(request.client(), GrantType.PASSWORD, user, permission)
                .or(() -> issuer.start(request.client(), GrantType.PASSWORD, user, permission))
                .orElseThrow(PasswordGrant::refused);
    }

    private static OAuthException refused() {
        return OAuthException.invalidGrant("Invalid credentials given.", "wrong password, unknown or disabled user");
    }
}

package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/** The security context of a request with a good token. */
final class BearerSecurityContext implements SecurityContext {
    private final TokenPrincipal principal;
    private final boolean secure;

    BearerSecurityContext(TokenPrincipal principal, SecurityContext before) {
        this.principal = principal;
        this.secure = before != null && before.isSecure();
    }

    @Override
    public TokenPrincipal getUserPrincipal() {
        return principal;
    }

    /** Always false: tokens carry scopes, not roles. */
    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}

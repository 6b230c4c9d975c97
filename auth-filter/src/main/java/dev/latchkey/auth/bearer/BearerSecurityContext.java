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

    /** The same as another object. */
    BearerSecurityContext copy() {
        return new BearerSecurityContext(principal, this);
    }

    @Override
    public TokenPrincipal getUserPrincipal() {
        return principal;
    }

    /** Whether the token names this role. */
    @Override
    public boolean isUserInRole(String role) {
        return principal.roles().contains(role);
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

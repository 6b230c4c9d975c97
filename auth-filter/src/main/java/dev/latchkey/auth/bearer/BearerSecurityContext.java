package dev.latchkey.auth.bearer;

import dev.latchkey.auth.TokenPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/** The security context of a request with a good token. */
final class BearerSecurityContext implements SecurityContext {
    private final TokenPrincipal principal;
    private final boolean secure;
    private final RolesClaim roles;

    BearerSecurityContext(TokenPrincipal principal, SecurityContext before, RolesClaim roles) {
        this.principal = principal;
        this.secure = before != null && before.isSecure();
        this.roles = roles;
    }

    @Override
    public TokenPrincipal getUserPrincipal() {
        return principal;
    }

    /** Whether the token's roles claim has this role. */
    @Override
    public boolean isUserInRole(String role) {
        return roles.of(principal.claims()).contains(role);
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

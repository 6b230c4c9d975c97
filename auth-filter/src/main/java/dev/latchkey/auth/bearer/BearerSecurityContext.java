package dev.latchkey.auth.bearer;

import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenPrincipal;
import jakarta.ws.rs.core.SecurityContext;

/** The security context of a request with a good token. */
final class BearerSecurityContext implements SecurityContext {
    private final TokenPrincipal principal;
    private final PresentedToken token;
    private final boolean secure;
    private final TokenScheme scheme;

    BearerSecurityContext(TokenPrincipal principal, PresentedToken token, SecurityContext before, TokenScheme scheme) {
        this.principal = principal;
        this.token = token;
        this.secure = before != null && before.isSecure();
        this.scheme = scheme;
    }

    /** The same as another object. */
    BearerSecurityContext copy() {
        return new BearerSecurityContext(principal, token, this, scheme);
    }

    /** Names the token in the log (see {@link PresentedToken#fingerprint}). */
    String fingerprint() {
        return token.fingerprint();
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
        return scheme.toString();
    }
}

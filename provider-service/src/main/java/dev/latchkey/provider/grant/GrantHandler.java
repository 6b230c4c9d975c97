package dev.latchkey.provider.grant;

import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.token.IssuedTokens;

/** One grant type at the token endpoint (RFC 6749 §4); an own grant is an implementation of this. */
public interface GrantHandler {
    /** The {@code grant_type} it answers to. */
    GrantType grantType();

    /**
     * Decides and issues. The client is authenticated and may use this grant type.
     *
     * @throws dev.latchkey.provider.protocol.OAuthException when the grant is refused
     */
    IssuedTokens handle(GrantRequest request);
}

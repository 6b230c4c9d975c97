package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.CodeChallenge;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code (RFC 6749 §4.1.2) and everything it is bound to.
 *
 * @param id its id, later that of the grant it is redeemed for
 * @param client who may redeem it
 * @param user who gave it
 * @param redirectUri where it was sent
 * @param redirectUriSent whether the authorization request named the redirect URI
 * @param permission what it allows
 * @param challenge the PKCE challenge; null when there was none
 * @param authenticatedAt when the user logged in
 * @param redeemableUntil when it ends
 */
public record AuthorizationCode(
        RowId id,
        ClientId client,
        GrantUser user,
        String redirectUri,
        boolean redirectUriSent,
        Permission permission,
        @Nullable CodeChallenge challenge,
        Instant authenticatedAt,
        Instant redeemableUntil) {}

package dev.latchkey.provider.grant;

import dev.latchkey.provider.token.GrantUser;
import java.util.Optional;

/** Who a username and a password stand for; hand in your own to keep users elsewhere. */
@FunctionalInterface
public interface UserAuthenticator {
    /**
     * The user, when the password is right and the user may log in. Takes the same time for a wrong password and for a
     * user that does not exist.
     *
     * @throws dev.latchkey.provider.protocol.OAuthException temporarily_unavailable when too many log in at once
     */
    Optional<GrantUser> authenticate(String username, String password);
}

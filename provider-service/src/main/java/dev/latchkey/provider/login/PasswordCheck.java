package dev.latchkey.provider.login;

import dev.latchkey.provider.session.SignedInUser;
import java.util.Optional;

/** Checks a person's password; wrong ones are counted, and slowed down. */
@FunctionalInterface
public interface PasswordCheck {
    /**
     * The user, when the password is right and the user may log in.
     *
     * @param address where the request comes from
     * @throws dev.latchkey.provider.protocol.OAuthException too_many_requests after too many wrong ones,
     *     temporarily_unavailable when too many log in at once
     */
    Optional<SignedInUser> check(String username, String password, String address);
}

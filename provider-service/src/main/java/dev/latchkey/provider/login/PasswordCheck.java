package dev.latchkey.provider.login;

import dev.latchkey.provider.session.SignedInUser;
import java.util.Optional;

/** The one place where a person's password is checked: who counts and slows down wrong ones does it here. */
@FunctionalInterface
public interface PasswordCheck {
    /**
     * The user, when the password is right and the user may log in.
     *
     * @param address where the request comes from
     * @throws dev.latchkey.provider.protocol.OAuthException temporarily_unavailable when too many log in at once
     */
    Optional<SignedInUser> check(String username, String password, String address);
}

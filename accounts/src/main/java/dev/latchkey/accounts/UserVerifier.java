package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Checks a username and a password; unknown, disabled and wrong take the same time and look the same. */
public final class UserVerifier {
    private final UserStore users;
    private final PasswordHasher hasher;

    /** Looks users up in the store and checks their passwords with the hasher. */
    public UserVerifier(UserStore users, PasswordHasher hasher) {
        this.users = users;
        this.hasher = hasher;
    }

    /**
     * The enabled user with this name, if the password is right; throws {@link PasswordHasherBusyException} when too
     * many passwords are being checked.
     */
    public Optional<Credentials> verify(String username, String password) {
        Optional<Credentials> known = UserName.parse(username).flatMap(users::credentials);
        if (known.isEmpty() || isTooLong(password)) {
            hasher.verifyAgainstNothing("");
            return Optional.empty();
        }
        boolean right = hasher.verify(password, known.get().passwordHash());
        return known.filter(user -> right && user.enabled());
    }

    private static boolean isTooLong(String password) {
        return password.length() > PasswordPolicy.MAXIMUM_BYTES
                || password.getBytes(UTF_8).length > PasswordPolicy.MAXIMUM_BYTES;
    }
}

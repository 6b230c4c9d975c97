package dev.latchkey.provider.grant;

import dev.latchkey.accounts.Credentials;
import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.UserVerifier;
import dev.latchkey.provider.token.GrantUser;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * The provider's accounts, for those who find out in their own way who somebody is. Whatever that way is, a user has an
 * account here: grants, sessions and consents hang on it, and disabling it ends them.
 */
public final class Accounts {
    private static final int UNKNOWABLE = 32;

    private final UserStore users;
    private final PasswordHasher passwords;
    private final SecureRandom random;

    public Accounts(UserStore users, PasswordHasher passwords, SecureRandom random) {
        this.users = users;
        this.passwords = passwords;
        this.random = random;
    }

    /** The check against the passwords kept here, which is the one without any of your own. */
    public UserAuthenticator authenticator() {
        return new AccountUsers(new UserVerifier(users, passwords));
    }

    /** The id of the account with this name, enabled or not; for records, not to let anybody in. */
    public Optional<Long> id(String username) {
        return UserName.parse(username).flatMap(users::credentials).map(Credentials::userId);
    }

    /** The enabled user with this name. */
    public Optional<GrantUser> find(String username) {
        return UserName.parse(username)
                .flatMap(users::credentials)
                .filter(Credentials::enabled)
                .map(AccountUsers::grantUser);
    }

    /**
     * The user with this name, whose account is made at the first call, with a password that nobody knows; empty when
     * the account is disabled or the name can be none. Call it for users that you have authenticated only.
     *
     * @throws dev.latchkey.accounts.PasswordHasherBusyException when too many passwords are being hashed
     */
    public Optional<GrantUser> findOrCreate(String username) {
        Optional<UserName> name = UserName.parse(username);
        if (name.isPresent() && users.credentials(name.get()).isEmpty()) {
            // Somebody may be faster: the account is there all the same.
            users.create(NewUser.of(name.get(), passwords.hash(unknowable())));
        }
        return find(username);
    }

    /**
     * Gives the user another password and ends what the user had allowed before.
     *
     * @throws dev.latchkey.accounts.PasswordHasherBusyException when too many passwords are being hashed
     */
    public void setPassword(GrantUser user, String password) {
        users.setPassword(user.id(), passwords.hash(password));
    }

    private String unknowable() {
        byte[] bytes = new byte[UNKNOWABLE];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

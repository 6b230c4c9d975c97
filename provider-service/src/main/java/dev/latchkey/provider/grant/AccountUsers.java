package dev.latchkey.provider.grant;

import dev.latchkey.accounts.Credentials;
import dev.latchkey.accounts.PasswordHasherBusyException;
import dev.latchkey.accounts.UserVerifier;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.GrantUser;
import java.util.Optional;

/** The users of the accounts module. */
public final class AccountUsers implements UserAuthenticator {
    private final UserVerifier verifier;

    public AccountUsers(UserVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Optional<GrantUser> authenticate(String username, String password) {
        try {
            return verifier.verify(username, password).map(AccountUsers::grantUser);
        } catch (PasswordHasherBusyException e) {
            throw OAuthException.unavailable("too many passwords are being checked", e.retryAfterSeconds());
        }
    }

    static GrantUser grantUser(Credentials credentials) {
        return new GrantUser(credentials.userId(), credentials.username().value(), credentials.version());
    }
}

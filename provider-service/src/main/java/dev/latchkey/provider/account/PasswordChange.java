package dev.latchkey.provider.account;

import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.PasswordPolicy;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserOutcome;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.endpoint.FieldProblems;
import dev.latchkey.provider.endpoint.PasswordTexts;
import dev.latchkey.provider.grant.UserAuthenticator;
import dev.latchkey.provider.session.SignedInUser;
import java.util.Optional;

/** Gives a person who knows their password another one. */
public final class PasswordChange {
    /** The field of the current password. */
    static final String CURRENT = "current_password";

    private static final String FRESH = "new_password";

    private final UserAuthenticator people;
    private final UserStore users;
    private final PasswordHasher hasher;
    private final PasswordPolicy policy;

    /**
     * Takes where the passwords are.
     *
     * @param people checks the current password, and slows down who guesses at it
     */
    public PasswordChange(UserAuthenticator people, UserStore users, PasswordHasher hasher, PasswordPolicy policy) {
        this.people = people;
        this.users = users;
        this.hasher = hasher;
        this.policy = policy;
    }

    /** The fewest characters a password may have. */
    Integer minimumLength() {
        return policy.minimumLength();
    }

    /** The user with the new password; empty, with the reasons in {@code problems}, when it stays as it is. */
    Optional<SignedInUser> change(SignedInUser user, String current, String fresh, FieldProblems problems) {
        policy.fault(fresh, new UserName(user.username()))
                .ifPresent(fault ->
                        problems.add(FRESH, 0, PasswordTexts.key(fault), PasswordTexts.argument(fault, policy)));
        if (fresh.equals(current)) {
            problems.add(FRESH, "password.same");
        }
        if (!isCurrent(user, current)) {
            problems.add(CURRENT, "account.password.wrong");
        }
        return problems.isEmpty() ? set(user, fresh) : Optional.empty();
    }

    private boolean isCurrent(SignedInUser user, String current) {
        return !current.isEmpty()
                && people.authenticate(user.username(), current)
                        .filter(found -> found.id() == user.id())
                        .isPresent();
    }

    private Optional<SignedInUser> set(SignedInUser user, String fresh) {
        UserOutcome outcome = users.setPassword(user.id(), hasher.hash(fresh));
        return outcome instanceof UserOutcome.Done
                ? users.find(user.id()).map(PasswordChange::signedIn)
                : Optional.empty();
    }

    private static SignedInUser signedIn(User user) {
        return new SignedInUser(user.id(), user.username().value(), user.version(), user.administrator());
    }
}

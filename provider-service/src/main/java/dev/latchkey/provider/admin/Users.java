package dev.latchkey.provider.admin;

import dev.latchkey.accounts.Administration;
import dev.latchkey.accounts.AdministrationTarget;
import dev.latchkey.accounts.NewUser;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.User;
import dev.latchkey.accounts.UserAdministration;
import dev.latchkey.accounts.UserCreation;
import dev.latchkey.accounts.UserName;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.provider.protocol.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** The users, for their administrators. */
public final class Users {
    private static final int PASSWORD_LENGTH = 20;

    private final UserStore store;
    private final UserAdministration administration;
    private final PasswordHasher passwords;
    private final SecureRandom random;

    public Users(UserStore store, UserAdministration administration, PasswordHasher passwords, SecureRandom random) {
        this.store = store;
        this.administration = administration;
        this.passwords = passwords;
        this.random = random;
    }

    /** The user with this id. */
    Optional<User> find(long id) {
        return store.find(id);
    }

    /** The user with this name. */
    Optional<User> named(String name) {
        return UserName.parse(name).flatMap(store::findByUsername);
    }

    /** One page: of all in order of id, or of those whose names begin so. */
    Slice<User> page(String name, String after) {
        if (name.isEmpty()) {
            long last = Query.read(after, Query::number).orElse(0L);
            return Slice.light(
                    store.page(last, Slice.asked(Slice.SIZE)), user -> String.valueOf(user.id()), Users::texts);
        }
        List<User> found = administration.search(name, Query.read(after, this::there), Slice.asked(Slice.SIZE));
        return Slice.light(found, user -> user.username().value(), Users::texts);
    }

    private static String texts(User user) {
        return user.username() + user.email() + user.groups();
    }

    private Optional<UserName> there(String name) {
        return named(name).map(User::username);
    }

    /** A password that nobody has had. */
    String newPassword() {
        return Secret.randomText(random, PASSWORD_LENGTH);
    }

    UserCreation create(UserName name, UserForm form, String password) {
        return store.create(new NewUser(
                name,
                passwords.hash(password),
                form.email(),
                form.firstName(),
                form.lastName(),
                false,
                form.groupNames()));
    }

    Administration change(AdministrationTarget target, UserForm form) {
        return administration.change(target, form.change());
    }

    Administration setPassword(AdministrationTarget target, String password) {
        return administration.setPassword(target, passwords.hash(password));
    }

    /** Does one of the acts that need nothing but a yes. */
    Administration act(UserAct act, AdministrationTarget target) {
        return switch (act) {
            case DISABLE -> administration.disable(target);
            case ENABLE -> administration.enable(target);
            case PROMOTE -> administration.promote(target);
            case DEMOTE -> administration.demote(target);
            default -> throw new IllegalArgumentException(act + " needs more than a yes.");
        };
    }
}

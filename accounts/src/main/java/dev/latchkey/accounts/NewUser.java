package dev.latchkey.accounts;

import java.util.List;

/**
 * What it takes to make an account.
 *
 * @param username the name to log in with
 * @param passwordHash from {@link PasswordHasher#hash}
 * @param email an address of up to 254 characters, or the empty string
 * @param firstName up to 150 characters, or the empty string
 * @param lastName up to 150 characters, or the empty string
 * @param administrator may administer the provider
 * @param groups the names of existing groups
 */
public record NewUser(
        UserName username,
        String passwordHash,
        String email,
        String firstName,
        String lastName,
        boolean administrator,
        List<String> groups) {
    /** Copies the list of groups. */
    public NewUser {
        groups = List.copyOf(groups);
    }

    /** An ordinary user of whom only name and password are known. */
    public static NewUser of(UserName username, String passwordHash) {
        return new NewUser(username, passwordHash, "", "", "", false, List.of());
    }

    /** The same user with the administrator's right. */
    public NewUser asAdministrator() {
        return new NewUser(username, passwordHash, email, firstName, lastName, true, groups);
    }

    @Override
    public String toString() {
        return "NewUser[username=" + username + "]";
    }
}

package dev.latchkey.accounts;

import java.util.List;

/**
 * A person with an account, without anything secret.
 *
 * @param id a number from 1
 * @param username the name to log in with
 * @param email an address, or the empty string
 * @param firstName the given name, or the empty string
 * @param lastName the family name, or the empty string
 * @param administrator may administer the provider; written by the provider alone
 * @param enabled may log in
 * @param version rises with every change
 * @param groups the names of the groups the user is in, in order of name
 */
public record User(
        long id,
        UserName username,
        String email,
        String firstName,
        String lastName,
        boolean administrator,
        boolean enabled,
        long version,
        List<String> groups) {
    /** Copies the list of groups. */
    public User {
        groups = List.copyOf(groups);
    }
}

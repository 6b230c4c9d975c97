package dev.latchkey.accounts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change to a user; what is null stays as it is.
 *
 * @param username the new name
 * @param email the new address
 * @param firstName the new given name
 * @param lastName the new family name
 * @param passwordHash from {@link PasswordHasher#hash}
 * @param groups the names of all groups the user is in from now on
 */
public record UserChange(
        @Nullable UserName username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String passwordHash,
        @Nullable List<String> groups) {
    /** Copies the list of groups. */
    public UserChange {
        groups = groups == null ? null : List.copyOf(groups);
    }

    @Override
    public String toString() {
        return "UserChange[username=" + username + "]";
    }
}

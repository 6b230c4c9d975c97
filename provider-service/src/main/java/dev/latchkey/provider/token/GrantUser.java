package dev.latchkey.provider.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The user a grant stands for.
 *
 * @param id the user's id, the {@code sub} of the tokens
 * @param username the name as the user writes it
 * @param version the user's version when the grant was given
 * @param signedInAt when the user's password was checked, the {@code auth_time} of the tokens; null when nobody knows
 */
public record GrantUser(
        long id, String username, long version, @Nullable Instant signedInAt) {
    /** A user of whom it is not known when the password was checked. */
    public GrantUser(long id, String username, long version) {
        this(id, username, version, null);
    }

    /** The same user, having signed in then. */
    public GrantUser signedInAt(Instant time) {
        return new GrantUser(id, username, version, time);
    }
}

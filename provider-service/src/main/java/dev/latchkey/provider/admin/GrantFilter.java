package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import org.jspecify.annotations.Nullable;

/**
 * Whose grants are looked for: those of a user, of a client, or of both together.
 *
 * @param user the user's id; null for anybody's
 * @param client the client; null for any
 */
public record GrantFilter(@Nullable Long user, @Nullable ClientId client) {
    /** Demands one of them: there is no list of all grants. */
    public GrantFilter {
        if (user == null && client == null) {
            throw new IllegalArgumentException("Name a user or a client.");
        }
    }
}

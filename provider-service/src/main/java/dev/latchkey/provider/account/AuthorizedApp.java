package dev.latchkey.provider.account;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.ClientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An application that a person allowed something.
 *
 * @param client its id
 * @param name what people see
 * @param scopes all that it may do
 * @param since since when it may do any of it
 * @param lastIssuedAt when it last got a token that may still be good; null when it has none
 */
public record AuthorizedApp(
        ClientId client,
        String name,
        ScopeSet scopes,
        Instant since,
        @Nullable Instant lastIssuedAt) {
    /** The same with what else is known of it. */
    AuthorizedApp and(AuthorizedApp other) {
        return new AuthorizedApp(
                client,
                name,
                scopes.union(other.scopes),
                since.isBefore(other.since) ? since : other.since,
                later(lastIssuedAt, other.lastIssuedAt));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}

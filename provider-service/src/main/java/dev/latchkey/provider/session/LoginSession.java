package dev.latchkey.provider.session;

import dev.latchkey.provider.page.PasswordNotice;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login in one browser.
 *
 * @param id its id, new at each login
 * @param user who is logged in
 * @param authenticatedAt when the password was checked
 * @param lastSeenAt when it was last used, to the minute
 * @param expiresAt when it ends if nobody uses it
 * @param endsAt when it ends however often it is used
 * @param notice what its user has not been told yet; null for nothing
 */
public record LoginSession(
        RowId id,
        SignedInUser user,
        Instant authenticatedAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Instant endsAt,
        @Nullable PasswordNotice notice) {}

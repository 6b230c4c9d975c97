package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientId;
import java.time.Instant;

/** The assertions that were used and have not expired, shared by all nodes (RFC 7523 §3, {@code jti}). */
@FunctionalInterface
public interface UsedAssertions {
    /**
     * Notes the use of an assertion; false when it was used before. Throws whatever the storage throws: an assertion that
     * cannot be noted is not accepted.
     *
     * @param jti its id, at most 200 characters
     * @param expiresAt until when it must be remembered
     */
    boolean isFirstUse(ClientId client, String jti, Instant expiresAt);
}

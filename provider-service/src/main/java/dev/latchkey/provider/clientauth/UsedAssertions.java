package dev.latchkey.provider.clientauth;

import dev.latchkey.provider.client.ClientId;
import java.time.Instant;

/** The assertions that were used and have not expired, shared by all nodes (RFC 7523 §3, {@code jti}). */
public interface UsedAssertions {
    /**
     * Notes the use of an assertion; false when it was used before. Throws whatever the storage throws: an assertion that
     * cannot be noted is not accepted.
     *
     * @param jti its id, at most 200 characters
     * @param expiresAt until when it must be remembered
     */
    boolean isFirstUse(ClientId client, String jti, Instant expiresAt);

    /**
     * When assertions are good no more whose use a backup knew nothing of: they were used before the database was restored.
     * Long past where that did not happen. Out of memory.
     */
    Instant forgottenUntil();
}

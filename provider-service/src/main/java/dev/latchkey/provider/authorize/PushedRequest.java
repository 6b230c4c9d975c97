package dev.latchkey.provider.authorize;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;

/**
 * An authorization request that a client has pushed (RFC 9126).
 *
 * @param id its id
 * @param client who pushed it
 * @param form its parameters
 * @param expiresAt when it ends
 */
public record PushedRequest(RowId id, ClientId client, String form, Instant expiresAt) {
    /** Who pushed it only: the parameters stay out of logs. */
    @Override
    public String toString() {
        return "PushedRequest[client=" + client + "]";
    }
}

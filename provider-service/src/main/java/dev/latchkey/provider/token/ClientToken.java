package dev.latchkey.provider.token;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;

/**
 * An opaque access token of a client itself, the only kind of token that is a row of its own.
 *
 * @param id its id
 * @param client the client
 * @param permission what it may be used for
 * @param issuedAt its {@code iat}
 * @param expiresAt its {@code exp}
 */
public record ClientToken(RowId id, ClientId client, Permission permission, Instant issuedAt, Instant expiresAt) {}

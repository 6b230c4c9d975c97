package dev.latchkey.provider.device;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.Permission;
import java.time.Instant;

/**
 * A device that waits to be allowed (RFC 8628 §3.2). What a person types for it is no part of it: once handed out nobody
 * can read that again.
 *
 * @param id its id, sealed in the device code; the id of the grant it becomes
 * @param client the client on the device
 * @param permission what it asked for
 * @param validUntil when it is too late
 */
public record DeviceCode(RowId id, ClientId client, Permission permission, Instant validUntil) {}

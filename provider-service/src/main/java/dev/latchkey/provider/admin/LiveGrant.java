package dev.latchkey.provider.admin;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;

/**
 * A grant as it is listed: what it is, never a token.
 *
 * @param id its id
 * @param client whom it was given to
 * @param userId who gave it
 * @param username that user's name
 * @param grantType how it was given
 * @param scope what it allows
 * @param createdAt since when
 * @param issuedAt when its last access token was issued
 * @param expiresAt until when its refresh token, or else its access token, can be used
 */
public record LiveGrant(
        RowId id,
        ClientId client,
        long userId,
        String username,
        String grantType,
        String scope,
        Instant createdAt,
        Instant issuedAt,
        Instant expiresAt) {}

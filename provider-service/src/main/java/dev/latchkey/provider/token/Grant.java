package dev.latchkey.provider.token;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;

/**
 * What a user allowed a client: one row, whatever its age (RFC 6749 §1.3).
 *
 * @param id its id
 * @param client the client it was given to
 * @param grantType how it was given
 * @param user the user it stands for
 * @param permission everything it may be used for
 * @param access its current access token
 * @param refresh where its chain of refresh tokens stands
 * @param status where its JWTs stand in the status lists
 * @param createdAt when it was given
 */
public record Grant(
        RowId id,
        ClientId client,
        GrantType grantType,
        GrantUser user,
        Permission permission,
        AccessState access,
        RefreshState refresh,
        GrantStatus status,
        Instant createdAt) {

    Grant with(AccessState nextAccess, RefreshState nextRefresh, GrantStatus nextStatus) {
        return new Grant(id, client, grantType, user, permission, nextAccess, nextRefresh, nextStatus, createdAt);
    }
}

package dev.latchkey.provider.store;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.token.AccessState;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.GrantStatus;
import dev.latchkey.provider.token.GrantUser;
import dev.latchkey.provider.token.Permission;
import dev.latchkey.provider.token.RefreshState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A grant as it begins: one access token for an hour, one refresh token for a day. */
record StartedGrant(RowId id, ClientId client, GrantType type) {
    Grant of(GrantUser user, Permission permission, Instant now) {
        return new Grant(
                id,
                client,
                type,
                user,
                permission,
                new AccessState(0, permission.scope(), now, now.plus(Duration.ofHours(1))),
                new RefreshState(0, List.of(), now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2))),
                GrantStatus.none(),
                now);
    }
}

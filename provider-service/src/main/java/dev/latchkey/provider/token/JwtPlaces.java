package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.status.StatusIndex;
import dev.latchkey.provider.status.StatusLists;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Gives JWTs their places in the status lists; opaque tokens need none. */
final class JwtPlaces {
    private final StatusLists lists;
    private final Lifetimes lifetimes;

    JwtPlaces(StatusLists lists, Lifetimes lifetimes) {
        this.lists = lists;
        this.lifetimes = lifetimes;
    }

    /** The place of a client's own JWT. */
    StatusIndex of(Client client, ClientToken token, Instant now) {
        return lists.forClient(client, token.expiresAt(), now);
    }

    /** The grant with a place for its access token. */
    Grant placed(Client client, Grant grant, Instant now) {
        AccessState access = grant.access();
        if (client.tokens().format() == TokenFormat.OPAQUE) {
            return grant;
        }
        GrantStatus status = grant.status().needsNext(access.expiresAt(), now)
                ? grant.status().followedBy(lists.forGrant(lifetimes.accessToken(client, grant.grantType()), now))
                : grant.status();
        Instant end = status.cut(access.expiresAt()).truncatedTo(ChronoUnit.SECONDS);
        AccessState placed = new AccessState(access.sequence(), access.scope(), access.issuedAt(), end);
        return grant.with(placed, grant.refresh(), status);
    }
}

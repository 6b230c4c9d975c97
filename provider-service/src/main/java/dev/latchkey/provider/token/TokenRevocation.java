package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.protocol.ErrorCode;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusIndex;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;

/** Ends tokens at their client's wish (RFC 7009): a grant's token ends the grant, a client's own dies alone. */
public final class TokenRevocation {
    private final TokenReader reader;
    private final TokenStore grants;
    private final RevocationStore tokens;
    private final RevocationView view;
    private final InstantSource clock;

    public TokenRevocation(TokenStore grants, RevocationStore tokens, RevocationView view, TokenTools tools) {
        this.reader = new TokenReader(grants, tokens, tools);
        this.grants = grants;
        this.tokens = tokens;
        this.view = view;
        this.clock = tools.clock();
    }

    /**
     * Ends what {@code token} stands for, if it is a token of this client, expired or not; any other text changes
     * nothing.
     *
     * @return what ended; empty when it was none
     * @throws OAuthException unsupported_token_type for a code, or whatever else of ours is no token
     */
    public Optional<RevokedToken> revoke(Client client, String token) {
        refuseOtherHandles(token);
        Instant now = clock.instant();
        return reader.read(token)
                .filter(found -> found.client().equals(client.id()))
                .map(found -> end(found, now));
    }

    private static void refuseOtherHandles(String token) {
        boolean other =
                Arrays.stream(HandleKind.values()).anyMatch(kind -> !kind.isToken() && token.startsWith(kind.prefix()));
        if (other) {
            throw new OAuthException(
                    ErrorCode.UNSUPPORTED_TOKEN_TYPE, "Only access tokens and refresh tokens can be revoked.");
        }
    }

    private RevokedToken end(FoundToken found, Instant now) {
        if (found instanceof FoundToken.OfRefresh refresh) {
            return end(refresh.stored().grant(), now);
        }
        if (found instanceof FoundToken.OfGrant access) {
            return end(access.stored().grant(), now);
        }
        if (found instanceof FoundToken.Jwt jwt) {
            return end(jwt, now);
        }
        if (found instanceof FoundToken.OfClient own) {
            tokens.revokeClientToken(own.token().id());
        }
        return RevokedToken.ofClient();
    }

    private RevokedToken end(Grant grant, Instant now) {
        grants.revoke(grant.id(), now);
        return RevokedToken.of(grant);
    }

    private RevokedToken end(FoundToken.Jwt jwt, Instant now) {
        if (!jwt.isClients()) {
            grants.revoke(jwt.id().row(), now);
        }
        // A grant's place is revoked with it; what is not revoked now belongs to this token alone.
        jwt.place().filter(place -> isLive(place, now)).ifPresent(place -> view.revoke(place.range(), now));
        return jwt.isClients()
                ? RevokedToken.ofClient()
                : new RevokedToken(jwt.user(), jwt.id().row());
    }

    private boolean isLive(StatusIndex place, Instant now) {
        return now.isBefore(place.until()) && !view.isRevoked(place);
    }
}

package dev.latchkey.provider.grant;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.OAuthException;
import dev.latchkey.provider.token.Grant;
import dev.latchkey.provider.token.IssuedTokens;
import dev.latchkey.provider.token.PresentedRefreshToken;
import dev.latchkey.provider.token.Rotation;
import dev.latchkey.provider.token.TokenIssuer;

/** A refresh token for new tokens (RFC 6749 §6, RFC 9700 §4.14). */
public final class RefreshTokenGrant implements GrantHandler {
    private static final String REFUSED = "The refresh token is invalid, expired or revoked. Ask the user to log in.";

    private final ScopePolicy scopes;
    private final TokenIssuer issuer;
    private final AuditTrail audit;

    public RefreshTokenGrant(ScopePolicy scopes, TokenIssuer issuer, AuditTrail audit) {
        this.scopes = scopes;
        this.issuer = issuer;
        this.audit = audit;
    }

    @Override
    public GrantType grantType() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public IssuedTokens handle(GrantRequest request) {
        String token = request.parameters().require("refresh_token");
        PresentedRefreshToken presented = issuer.open(token).orElseThrow(() -> refused("no such refresh token"));
        Grant grant = presented.stored().grant();
        requireOwner(request.client(), presented);
        ScopePolicy.requireResource(request.parameters(), grant.permission().audience());
        // The scope is checked before the token is spent: a client that asks for too much keeps its token.
        ScopeSet scope =
                scopes.narrow(grant.permission().scope(), request.parameters().find("scope"));
        Rotation rotation = issuer.rotate(request.client(), presented, scope);
        if (rotation instanceof Rotation.Rotated rotated) {
            return rotated.tokens();
        }
        if (rotation instanceof Rotation.Reused) {
            audit.record(reused(grant));
        }
        throw refused(reason(rotation) + ", grant " + grant.id());
    }

    private static AuditEvent reused(Grant grant) {
        return AuditEvent.of(EventType.REFRESH_REUSED, Actor.client(grant.client()))
                .client(grant.client())
                .user(grant.user().id())
                .with("grant", grant.id().toString());
    }

    private static void requireOwner(Client client, PresentedRefreshToken presented) {
        if (!presented.stored().grant().client().equals(client.id())) {
            throw refused("refresh token of another client");
        }
        if (!presented.stored().userEnabled()) {
            throw refused("the user is disabled");
        }
    }

    private static String reason(Rotation rotation) {
        if (rotation instanceof Rotation.Reused) {
            return "refresh token reused: grant revoked";
        }
        return rotation instanceof Rotation.Superseded
                ? "refresh token replaced twice just now"
                : "the grant has ended";
    }

    private static OAuthException refused(String detail) {
        return OAuthException.invalidGrant(REFUSED, detail);
    }
}

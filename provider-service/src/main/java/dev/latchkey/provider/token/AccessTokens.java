package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.status.StatusClaim;
import dev.latchkey.provider.status.StatusIndex;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mints access tokens: JWTs (RFC 9068) or handles, as the client is registered. */
final class AccessTokens {
    private static final String TYPE = "at+jwt";

    private final String issuer;
    private final SigningKeys keys;
    private final HandleSealer sealer;
    private final StatusClaim status;
    private final FurtherClaims further;

    AccessTokens(String issuer, SigningKeys keys, HandleSealer sealer, FurtherClaims further) {
        this.issuer = issuer;
        this.keys = keys;
        this.sealer = sealer;
        this.status = new StatusClaim(issuer);
        this.further = further;
    }

    /** The grant's current access token: asked again, it is the same handle, or a JWT with the same claims. */
    String of(Client client, Grant grant) {
        StatusIndex index = grant.status().current();
        // No place yet: the client was registered for JWTs since the last refresh.
        if (client.tokens().format() == TokenFormat.OPAQUE || index == null) {
            return sealer.seal(new Handle(
                    HandleKind.ACCESS_TOKEN, grant.id(), grant.access().sequence()));
        }
        Map<String, Object> claims = claims(grant);
        claims.put("status", status.of(index));
        further.addTo(claims, new TokenContext(client.id(), grant.user(), accessPermission(grant)));
        return keys.sign(TYPE, claims);
    }

    /** A client's own token as a JWT; {@code sub} is the client (RFC 9068 §2.2). */
    String jwt(ClientToken token, StatusIndex index) {
        Map<String, Object> claims = claims(token);
        claims.put("status", status.of(index));
        further.addTo(claims, new TokenContext(token.client(), null, token.permission()));
        return keys.sign(TYPE, claims);
    }

    /** The claims of the grant's current access token, whatever its format. */
    Map<String, Object> claims(Grant grant) {
        AccessState access = grant.access();
        Map<String, Object> claims =
                claims(grant.client(), accessPermission(grant), access.issuedAt(), access.expiresAt());
        claims.put("sub", Long.toString(grant.user().id()));
        claims.put("username", grant.user().username());
        Instant signedInAt = grant.user().signedInAt();
        if (signedInAt != null) {
            claims.put("auth_time", signedInAt.getEpochSecond());
        }
        claims.put("jti", new TokenId(grant.id(), access.sequence()).text());
        return claims;
    }

    private static Permission accessPermission(Grant grant) {
        return new Permission(grant.access().scope(), grant.permission().audience());
    }

    /** The claims of a client's own token, whatever its format. */
    Map<String, Object> claims(ClientToken token) {
        Map<String, Object> claims = claims(token.client(), token.permission(), token.issuedAt(), token.expiresAt());
        claims.put("sub", token.client().value());
        claims.put("jti", new TokenId(token.id(), 0).text());
        return claims;
    }

    /** A client's own token as a handle. */
    String handle(ClientToken token) {
        return sealer.seal(new Handle(HandleKind.CLIENT_ACCESS_TOKEN, token.id(), 0));
    }

    private Map<String, Object> claims(ClientId client, Permission permission, Instant issuedAt, Instant expiresAt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", permission.audience());
        claims.put("client_id", client.value());
        claims.put("scope", permission.scope().toString());
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiresAt.getEpochSecond());
        return claims;
    }
}

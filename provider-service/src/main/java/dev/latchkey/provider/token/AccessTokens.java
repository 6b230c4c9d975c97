package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.client.TokenFormat;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.protocol.Handle;
import dev.latchkey.provider.protocol.HandleKind;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mints access tokens: JWTs (RFC 9068) or handles, as the client is registered. */
final class AccessTokens {
    private static final String TYPE = "at+jwt";
    private static final String JTI_LABEL = "latchkey jti";
    private static final int JTI_LENGTH = 16;

    private final String issuer;
    private final SigningKeys keys;
    private final HandleSealer sealer;
    private final ServerSecrets secrets;

    AccessTokens(String issuer, SigningKeys keys, HandleSealer sealer, ServerSecrets secrets) {
        this.issuer = issuer;
        this.keys = keys;
        this.sealer = sealer;
        this.secrets = secrets;
    }

    /** The grant's current access token: asked again, it is the same handle, or a JWT with the same claims. */
    String of(Client client, Grant grant) {
        if (client.tokens().format() == TokenFormat.OPAQUE) {
            return sealer.seal(new Handle(
                    HandleKind.ACCESS_TOKEN, grant.id(), grant.access().sequence()));
        }
        AccessState access = grant.access();
        Permission permission =
                new Permission(access.scope(), grant.permission().audience());
        Map<String, Object> claims = claims(client.id(), permission, access.issuedAt(), access.expiresAt());
        claims.put("sub", Long.toString(grant.user().id()));
        claims.put("username", grant.user().username());
        claims.put("jti", jti(grant.id(), access.sequence()));
        return keys.sign(TYPE, claims);
    }

    /** A client's own token as a JWT; {@code sub} is the client (RFC 9068 §2.2). */
    String jwt(ClientToken token) {
        Map<String, Object> claims = claims(token.client(), token.permission(), token.issuedAt(), token.expiresAt());
        claims.put("sub", token.client().value());
        claims.put("jti", jti(token.id(), 0));
        return keys.sign(TYPE, claims);
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

    // Derived, not drawn: a retry within the grace gets the same identifier, and it tells nothing of the row.
    private String jti(RowId id, int sequence) {
        byte[] row = ByteBuffer.allocate(RowId.LENGTH + Integer.BYTES)
                .put(id.bytes())
                .putInt(sequence)
                .array();
        byte[] mac = secrets.sealing().mac(JTI_LABEL, row);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, JTI_LENGTH));
    }
}

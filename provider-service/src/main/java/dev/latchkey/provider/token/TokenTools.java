package dev.latchkey.provider.token;

import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.status.StatusLists;
import java.time.InstantSource;

/**
 * What minting needs.
 *
 * @param issuer the {@code iss} of every token
 * @param keys what signs
 * @param sealer what seals handles
 * @param ids where new ids come from
 * @param statusLists where JWTs get their places from
 * @param clock what time it is
 * @param customizer what adds claims
 */
public record TokenTools(
        String issuer,
        SigningKeys keys,
        HandleSealer sealer,
        RowIds ids,
        StatusLists statusLists,
        InstantSource clock,
        TokenCustomizer customizer) {
    /** An issuer that keeps what it must in {@code store}. */
    public TokenIssuer issuer(TokenStore store, TokenSettings settings, AuditTrail audit) {
        return new TokenIssuer(store, accessTokens(), settings, this, audit);
    }

    AccessTokens accessTokens() {
        return new AccessTokens(issuer, keys, sealer, new FurtherClaims(customizer));
    }
}

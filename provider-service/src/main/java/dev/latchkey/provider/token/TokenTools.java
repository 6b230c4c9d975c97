package dev.latchkey.provider.token;

import dev.latchkey.provider.key.SigningKeys;
import dev.latchkey.provider.protocol.HandleSealer;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * What minting needs.
 *
 * @param issuer the {@code iss} of every token
 * @param keys what signs
 * @param secrets what handles are sealed with
 * @param sealer what seals them
 * @param ids where new ids come from
 * @param clock what time it is
 */
public record TokenTools(
        String issuer, SigningKeys keys, ServerSecrets secrets, HandleSealer sealer, RowIds ids, InstantSource clock) {

    /** The tools around these secrets. */
    public static TokenTools of(
            String issuer, SigningKeys keys, ServerSecrets secrets, SecureRandom random, InstantSource clock) {
        return new TokenTools(issuer, keys, secrets, new HandleSealer(secrets), new RowIds(clock, random), clock);
    }

    /** An issuer that keeps what it must in {@code store}. */
    public TokenIssuer issuer(TokenStore store, TokenSettings settings) {
        return new TokenIssuer(store, new AccessTokens(issuer, keys, sealer, secrets), settings, this);
    }
}

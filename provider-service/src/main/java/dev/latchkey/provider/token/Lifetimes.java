package dev.latchkey.provider.token;

import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.ClientTokens;
import dev.latchkey.provider.protocol.GrantType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The lifetimes in force: a client's own, else those of the grant type, else the general ones. */
record Lifetimes(
        Duration accessToken,
        Map<GrantType, Duration> accessTokenByGrant,
        Duration refreshIdle,
        Duration refreshAbsolute,
        Duration refreshGrace) {

    Duration accessToken(Client client, GrantType grantType) {
        return Optional.ofNullable(client.tokens().accessTokenLifetime())
                .orElseGet(() -> accessTokenByGrant.getOrDefault(grantType, accessToken));
    }

    Duration refreshIdle(ClientTokens client) {
        return Optional.ofNullable(client.refreshTokenIdleLifetime()).orElse(refreshIdle);
    }

    Duration refreshAbsolute(ClientTokens client) {
        return Optional.ofNullable(client.refreshTokenLifetime()).orElse(refreshAbsolute);
    }
}

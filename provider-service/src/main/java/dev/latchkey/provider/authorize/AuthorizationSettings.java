package dev.latchkey.provider.authorize;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How strict the authorization endpoint is.
 *
 * @param codeLifetime how long an authorization code can be redeemed; 60 s when left out
 * @param loopbackHostname whether {@code localhost} counts as a loopback address, any port being good; no when left out
 * @param plainCodeChallenge whether the PKCE method {@code plain} is taken (RFC 7636 §4.2); no when left out
 */
public record AuthorizationSettings(
        @JsonProperty("codeLifetime")
        @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        @MaxDuration(value = 10, unit = TimeUnit.MINUTES)
        @Nullable
        Duration codeLifetime,

        @JsonProperty("loopbackHostname") boolean loopbackHostname,
        @JsonProperty("plainCodeChallenge") boolean plainCodeChallenge) {
    private static final Duration MINUTE = Duration.seconds(60);

    /** The defaults. */
    public static AuthorizationSettings defaults() {
        return new AuthorizationSettings(null, false, false);
    }

    java.time.Duration lifetime() {
        return (codeLifetime == null ? MINUTE : codeLifetime).toJavaDuration();
    }

    /** The PKCE methods that are taken, as they stand on the wire. */
    public List<String> challengeMethods() {
        return plainCodeChallenge ? List.of("S256", "plain") : List.of("S256");
    }
}

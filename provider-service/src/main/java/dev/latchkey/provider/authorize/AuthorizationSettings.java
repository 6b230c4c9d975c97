package dev.latchkey.provider.authorize;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.provider.limit.PendingLimit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Min;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How strict the authorization endpoint is.
 *
 * @param codeLifetime how long an authorization code can be redeemed; 60 s when left out
 * @param loopbackHostname whether {@code localhost} counts as a loopback address, any port being good; no when left out
 * @param plainCodeChallenge whether the PKCE method {@code plain} is taken (RFC 7636 §4.2); no when left out
 * @param pushedRequestsPerClient how many requests a client may push in a minute; 10000 when left out
 * @param pushedRequestsPerAddress how many in the name of a public client from one address; 100 when left out
 */
public record AuthorizationSettings(
        @JsonProperty("codeLifetime")
        @MinDuration(value = 1, unit = TimeUnit.SECONDS)
        @MaxDuration(value = 10, unit = TimeUnit.MINUTES)
        @Nullable
        Duration codeLifetime,

        @JsonProperty("loopbackHostname") boolean loopbackHostname,
        @JsonProperty("plainCodeChallenge") boolean plainCodeChallenge,

        @JsonProperty("pushedRequestsPerClient") @Min(1) @Nullable
        Integer pushedRequestsPerClient,

        @JsonProperty("pushedRequestsPerAddress") @Min(1) @Nullable
        Integer pushedRequestsPerAddress) {
    private static final int TEN_THOUSAND = 10_000;
    private static final int HUNDRED = 100;
    private static final Duration MINUTE = Duration.seconds(60);

    /** The defaults. */
    public static AuthorizationSettings defaults() {
        return new AuthorizationSettings(null, false, false, null, null);
    }

    java.time.Duration lifetime() {
        return (codeLifetime == null ? MINUTE : codeLifetime).toJavaDuration();
    }

    /** What bounds pushed requests. */
    public PendingLimit pushedRequests(InstantSource clock) {
        return new PendingLimit(
                Optional.ofNullable(pushedRequestsPerClient).orElse(TEN_THOUSAND),
                Optional.ofNullable(pushedRequestsPerAddress).orElse(HUNDRED),
                PushedRequests.LIFETIME,
                clock);
    }

    /** The PKCE methods that are taken, as they stand on the wire. */
    public List<String> challengeMethods() {
        return plainCodeChallenge ? List.of("S256", "plain") : List.of("S256");
    }
}

package dev.latchkey.auth.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.validation.TokenExpectations;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The filter's section in a YAML file; {@code issuer} and {@code audience} must be given.
 *
 * @param issuer the URL of the provider, exactly as its tokens name it; https, or http on a loopback host
 * @param audience the identifier of this API in the tokens' {@code aud}
 * @param realm named in challenges; the audience by default
 * @param clockSkew how far the issuer's clock may be ahead, 0 to 60 s; 30 s by default
 * @param cacheSize how many good tokens are remembered, 1 to 1,000,000; 10,000 by default
 * @param algorithms the signature algorithms that are accepted; ES256 and RS256 by default
 */
public record BearerAuthConfiguration(
        @NotBlank(message = "must name the provider whose tokens are accepted, such as https://login.example.com")
        String issuer,

        @NotBlank(message = "must name this API as the tokens do, such as https://api.example.com")
        String audience,

        String realm,

        @MinDuration(value = 0, unit = TimeUnit.SECONDS) @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
        Duration clockSkew,

        @Min(1) @Max(1_000_000) Integer cacheSize,
        @NotEmpty Set<SigningAlgorithm> algorithms) {
    private static final int DEFAULT_CACHE_SIZE = 10_000;

    /** Fills in what the file leaves out; {@code issuer} and {@code audience} are complained about by validation. */
    public BearerAuthConfiguration(
            @Nullable String issuer,
            @Nullable String audience,
            @Nullable String realm,
            @Nullable Duration clockSkew,
            @Nullable Integer cacheSize,
            @Nullable Set<SigningAlgorithm> algorithms) {
        this.issuer = orElse(issuer, "");
        this.audience = orElse(audience, "");
        this.realm = orElse(realm, this.audience);
        this.clockSkew = orElse(clockSkew, Duration.seconds(TokenExpectations.DEFAULT_CLOCK_SKEW.toSeconds()));
        this.cacheSize = orElse(cacheSize, DEFAULT_CACHE_SIZE);
        this.algorithms = Set.copyOf(orElse(algorithms, EnumSet.allOf(SigningAlgorithm.class)));
    }

    /** The configuration with all defaults. */
    public static BearerAuthConfiguration of(String issuer, String audience) {
        return new BearerAuthConfiguration(issuer, audience, null, null, null, null);
    }

    /** Whether the issuer is a URL that can be trusted; a blank one is somebody else's complaint. */
    @JsonIgnore
    @AssertTrue(
            message = "issuer must be an https URL without query and fragment; http is for a loopback host such as"
                    + " localhost only")
    public boolean isIssuerTrustworthy() {
        return issuer.isBlank() || isIssuerUri(issuer);
    }

    private static boolean isIssuerUri(String value) {
        try {
            return value.equals(new IssuerUri(value).value());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static <T> T orElse(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}

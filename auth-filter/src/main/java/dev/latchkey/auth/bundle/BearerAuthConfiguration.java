package dev.latchkey.auth.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.latchkey.auth.bearer.EndpointSettings;
import dev.latchkey.auth.disk.CopyDirectory;
import dev.latchkey.auth.dpop.DpopMode;
import dev.latchkey.auth.dpop.DpopSettings;
import dev.latchkey.auth.http.WaitingRoom;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.metadata.MetadataSettings;
import dev.latchkey.auth.metadata.ProtectedResource;
import dev.latchkey.auth.status.Origin;
import dev.latchkey.auth.status.StatusSettings;
import dev.latchkey.auth.validation.TokenExpectations;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter's section in a YAML file; {@code issuer} and {@code audience} must be given, or {@code issuers}.
 *
 * @param issuer the URL of the provider, exactly as its tokens name it; https, or http on a loopback host
 * @param audience the identifier of this API in the tokens' {@code aud}
 * @param issuers instead of {@code issuer}, when there are several or one of them is special
 * @param realm named in challenges; the audience by default
 * @param clockSkew how far the issuer's clock may be ahead, 0 to 60 s; 30 s by default
 * @param cacheSize how many good tokens are remembered, 1 to 1,000,000; 10,000 by default
 * @param algorithms the signature algorithms that are accepted; ES256 and RS256 by default
 * @param statusRefresh how often the status lists that tokens name are fetched, 100 ms to 60 s; 3 s by default
 * @param statusMaxAge how old a list may be before its tokens are answered 503, 10 s to 1 d; 5 min by default
 * @param statusLists how many lists are kept at once, 1 to 1,000; 64 by default
 * @param statusOrigins where lists may be besides the issuer's own origin; nowhere by default
 * @param keysMaxAge how long the last good keys are used while an issuer gives no others, 10 min to 7 d; 24 h by default
 * @param cacheDirectory where copies of keys and status lists are kept, so that the API starts while an issuer is down;
 *     nowhere by default
 * @param endpoints how endpoints are guarded
 * @param metadata whether and how the API describes itself; not by default
 * @param dpop what is made of tokens that are bound to a key
 */
public record BearerAuthConfiguration(
        @NotBlank(message = "must name the provider whose tokens are accepted, such as https://login.example.com")
        String issuer,

        @NotBlank(message = "must name this API as the tokens do, such as https://api.example.com")
        String audience,

        @Valid List<IssuerConfiguration> issuers,
        String realm,

        @MinDuration(value = 0, unit = TimeUnit.SECONDS) @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
        Duration clockSkew,

        @Min(1) @Max(1_000_000) Integer cacheSize,
        @NotEmpty Set<SigningAlgorithm> algorithms,

        @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS) @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
        Duration statusRefresh,

        @MinDuration(value = 10, unit = TimeUnit.SECONDS) @MaxDuration(value = 1, unit = TimeUnit.DAYS)
        Duration statusMaxAge,

        @Min(1) @Max(1_000) Integer statusLists,
        Set<String> statusOrigins,

        @MinDuration(value = 10, unit = TimeUnit.MINUTES) @MaxDuration(value = 7, unit = TimeUnit.DAYS)
        Duration keysMaxAge,

        @Nullable String cacheDirectory,
        @Valid EndpointSettings endpoints,
        @Valid MetadataSettings metadata,
        @Valid DpopConfiguration dpop) {
    private static final int DEFAULT_CACHE_SIZE = 10_000;
    private static final Duration DEFAULT_CLOCK_SKEW =
            Duration.seconds(TokenExpectations.DEFAULT_CLOCK_SKEW.toSeconds());
    private static final Set<SigningAlgorithm> DEFAULT_ALGORITHMS = EnumSet.allOf(SigningAlgorithm.class);
    private static final Duration DEFAULT_STATUS_REFRESH = Duration.seconds(3);
    private static final Duration DEFAULT_STATUS_MAX_AGE = Duration.minutes(5);
    private static final int DEFAULT_STATUS_LISTS = 64;
    private static final Duration DEFAULT_KEYS_MAX_AGE = Duration.hours(24);

    /** Fills in what the file leaves out; {@code issuer} and {@code audience} are complained about by validation. */
    public BearerAuthConfiguration {
        issuers = orElse(issuers, List.<IssuerConfiguration>of()).stream()
                .filter(Objects::nonNull)
                .toList();
        issuer = orElse(issuer, issuers.isEmpty() ? "" : issuers.get(0).issuer());
        audience = orElse(audience, issuers.isEmpty() ? "" : issuers.get(0).audience());
        issuers = completed(issuers, issuer, audience);
        realm = orElse(realm, audience);
        clockSkew = orElse(clockSkew, DEFAULT_CLOCK_SKEW);
        cacheSize = orElse(cacheSize, DEFAULT_CACHE_SIZE);
        algorithms = Set.copyOf(orElse(algorithms, DEFAULT_ALGORITHMS));
        statusRefresh = orElse(statusRefresh, DEFAULT_STATUS_REFRESH);
        statusMaxAge = orElse(statusMaxAge, DEFAULT_STATUS_MAX_AGE);
        statusLists = orElse(statusLists, DEFAULT_STATUS_LISTS);
        statusOrigins = Set.copyOf(orElse(statusOrigins, Set.of()));
        endpoints = orElse(endpoints, EndpointSettings.DEFAULT);
        metadata = orElse(metadata, MetadataSettings.OFF);
        keysMaxAge = orElse(keysMaxAge, DEFAULT_KEYS_MAX_AGE);
        dpop = orElse(dpop, DpopConfiguration.DEFAULT);
    }

    /** The configuration with all defaults. */
    public static BearerAuthConfiguration of(String issuer, String audience) {
        return new BearerAuthConfiguration(
                issuer,
                audience,
                List.of(),
                audience,
                DEFAULT_CLOCK_SKEW,
                DEFAULT_CACHE_SIZE,
                DEFAULT_ALGORITHMS,
                DEFAULT_STATUS_REFRESH,
                DEFAULT_STATUS_MAX_AGE,
                DEFAULT_STATUS_LISTS,
                Set.of(),
                DEFAULT_KEYS_MAX_AGE,
                null,
                EndpointSettings.DEFAULT,
                MetadataSettings.OFF,
                DpopConfiguration.DEFAULT);
    }

    /** Whether {@code issuer} says the same as {@code issuers}, where both are given. */
    @JsonIgnore
    @AssertTrue(message = "issuer and issuers must not both be given: write the issuer as one of issuers")
    public boolean isIssuerGivenOnce() {
        return issuers.isEmpty() || issuer.equals(issuers.get(0).issuer());
    }

    /** Whether each issuer is there once. */
    @JsonIgnore
    @AssertTrue(message = "issuers must not name an issuer twice")
    public boolean isEachIssuerNamedOnce() {
        return issuers.stream().map(IssuerConfiguration::issuer).distinct().count() == issuers.size();
    }

    /** Whether it is clear which issuer to ask about a token that is not a JWT. */
    @JsonIgnore
    @AssertTrue(message = "issuers with introspection must differ in tokenPrefix: what their tokens begin with")
    public boolean isEachOpaqueTokenSomebodys() {
        List<String> prefixes = issuers.stream()
                .filter(issuer -> issuer.mode() != ValidationMode.JWT)
                .map(IssuerConfiguration::tokenPrefix)
                .toList();
        return prefixes.stream().distinct().count() == prefixes.size();
    }

    /** Whether the API has a URL to describe itself by. */
    @JsonIgnore
    @AssertTrue(message = "metadata needs resource, the https URL of this API, since the audience is none")
    public boolean isMetadataComplete() {
        return audience.isBlank() || metadata.isComplete(audience);
    }

    /** Whether each of the status origins is one that lists can be fetched from. */
    @JsonIgnore
    @AssertTrue(message = "statusOrigins must be https URLs such as https://status.example.com")
    public boolean isStatusOriginsTrustworthy() {
        return statusOrigins.stream().allMatch(origin -> Origin.of(origin).isPresent());
    }

    /** Whether a list can be refreshed before it is too old. */
    @JsonIgnore
    @AssertTrue(message = "statusMaxAge must be at least twice statusRefresh")
    public boolean isStatusMaxAgeReachable() {
        return statusMaxAge.toNanoseconds() / 2 >= statusRefresh.toNanoseconds();
    }

    /** Whether a proof that is required can be compared with the address it is for. */
    @JsonIgnore
    @AssertTrue(message = "dpop.uri must say where clients see this API, since the audience is no URL")
    public boolean isDpopAddressKnown() {
        return dpop.mode() != DpopMode.REQUIRED || dpop.address(audience).isPresent();
    }

    DpopSettings dpopSettings() {
        return dpop.settings(audience, algorithms);
    }

    ProtectedResource protectedResource() {
        List<String> trusted = issuers.stream().map(IssuerConfiguration::issuer).toList();
        return new ProtectedResource(metadata, audience, trusted, endpoints.formTokens());
    }

    CopyDirectory copies() {
        return cacheDirectory == null || cacheDirectory.isBlank()
                ? CopyDirectory.none()
                : CopyDirectory.at(Path.of(cacheDirectory));
    }

    StatusSettings statusSettings(IssuerConfiguration of, CopyDirectory copies, WaitingRoom waiting) {
        Set<Origin> origins = Stream.concat(Stream.of(of.issuer()), statusOrigins.stream())
                .flatMap(url -> Origin.of(url).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new StatusSettings(
                origins, statusMaxAge.toJavaDuration(), statusLists, clockSkew.toJavaDuration(), copies, waiting);
    }

    private static List<IssuerConfiguration> completed(
            List<IssuerConfiguration> issuers, String issuer, String audience) {
        if (issuers.isEmpty() && !issuer.isBlank() && !audience.isBlank()) {
            return List.of(IssuerConfiguration.of(issuer, audience));
        }
        return issuers.stream().map(one -> one.orAudience(audience)).toList();
    }

    private static <T> T orElse(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}

package dev.latchkey.auth.bundle;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.latchkey.auth.introspection.ClientAuthentication;
import dev.latchkey.auth.introspection.IntrospectionEndpoint;
import dev.latchkey.auth.jose.IssuerUri;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.SigningKey;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code introspection} of an issuer: how it is asked about tokens (RFC 7662).
 *
 * @param clientId the client that the API is to the issuer
 * @param clientSecret its secret; not with {@code private_key_jwt}
 * @param method how it authenticates; {@code private_key_jwt} where {@code keyFile} is given, else
 *     {@code client_secret_basic}
 * @param keyFile a file with its private key as a JWK, for {@code private_key_jwt}
 * @param endpoint where the issuer answers; as its metadata says by default
 * @param cache how long an answer is used, 0 to 30 s; 3 s by default
 * @param maxCalls how many calls may be under way at once, 1 to 1,000; 32 by default
 */
public record IntrospectionConfiguration(
        @NotBlank(message = "must name the client that this API is to the issuer")
        String clientId,

        @Nullable String clientSecret,
        AuthenticationMethod method,
        @Nullable String keyFile,
        @Nullable String endpoint,

        @MinDuration(value = 0, unit = TimeUnit.SECONDS) @MaxDuration(value = 30, unit = TimeUnit.SECONDS)
        Duration cache,

        @Min(1) @Max(1_000) Integer maxCalls) {
    private static final Duration DEFAULT_CACHE = Duration.seconds(3);
    private static final int DEFAULT_MAX_CALLS = 32;

    /** Fills in what the file leaves out. */
    public IntrospectionConfiguration {
        clientId = orElse(clientId, "");
        method = orElse(
                method,
                keyFile == null ? AuthenticationMethod.CLIENT_SECRET_BASIC : AuthenticationMethod.PRIVATE_KEY_JWT);
        cache = orElse(cache, DEFAULT_CACHE);
        maxCalls = orElse(maxCalls, DEFAULT_MAX_CALLS);
    }

    /** Whether there is what the method needs, and nothing that another one would. */
    @JsonIgnore
    @AssertTrue(
            message = "introspection needs clientSecret for client_secret_basic and client_secret_post, and keyFile"
                    + " instead for private_key_jwt")
    public boolean isMethodEquipped() {
        boolean byKey = method == AuthenticationMethod.PRIVATE_KEY_JWT;
        return byKey == isGiven(keyFile) && byKey != isGiven(clientSecret);
    }

    /** Whether tokens can be sent to the endpoint without being overheard. */
    @JsonIgnore
    @AssertTrue(message = "introspection.endpoint must be an https URL; http is for a loopback host only")
    public boolean isEndpointTrustworthy() {
        return endpoint == null || isSafe(endpoint);
    }

    IntrospectionEndpoint endpointOf(IssuerUri issuer) {
        return endpoint == null ? IntrospectionEndpoint.of(issuer) : IntrospectionEndpoint.at(URI.create(endpoint));
    }

    ClientAuthentication authentication(String issuer, InstantSource clock) {
        String secret = Objects.requireNonNullElse(clientSecret, "");
        return switch (method) {
            case CLIENT_SECRET_BASIC -> ClientAuthentication.basic(clientId, secret);
            case CLIENT_SECRET_POST -> ClientAuthentication.post(clientId, secret);
            case PRIVATE_KEY_JWT -> ClientAuthentication.privateKeyJwt(clientId, issuer, new JwtSigner(key()), clock);
        };
    }

    /** Names the client without its secret. */
    @Override
    public String toString() {
        return "IntrospectionConfiguration[clientId=" + clientId + ", method=" + method + "]";
    }

    private SigningKey key() {
        try {
            return SigningKey.parse(Files.readString(Path.of(Objects.requireNonNullElse(keyFile, ""))));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "introspection.keyFile " + keyFile + " cannot be read: put the private key there as a JWK.", e);
        }
    }

    private static boolean isSafe(String address) {
        try {
            return IssuerUri.isSafe(URI.create(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isGiven(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    private static <T> T orElse(@Nullable T given, T otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }
}

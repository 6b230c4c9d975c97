package dev.latchkey.benchmarks.micro;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.latchkey.auth.PresentedToken;
import dev.latchkey.auth.TokenValidation;
import dev.latchkey.auth.TokenValidator;
import dev.latchkey.auth.jose.JwtSigner;
import dev.latchkey.auth.jose.LocalJwkSet;
import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.auth.validation.CachingTokenValidator;
import dev.latchkey.auth.validation.JwtTokenValidator;
import dev.latchkey.auth.validation.TokenExpectations;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * How long the filter takes to judge a JWT signed ES256: one that it remembers, and one that it has not seen; and what the
 * native provider alone takes to check the signature.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Validation {
    private static final String ISSUER = "https://login.example.com/o";
    private static final String AUDIENCE = "https://api.example.com";
    private static final int CACHE_SIZE = 10_000;
    private static final Provider NATIVE = AmazonCorrettoCryptoProvider.INSTANCE;

    private final InstantSource clock = InstantSource.system();
    private final SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);
    private final List<Map<String, Object>> keys = List.of(key.toPublicJwk());
    private final TokenValidator cold = new JwtTokenValidator(
            new LocalJwkSet(() -> keys),
            List.of(SigningAlgorithm.ES256),
            new TokenExpectations(ISSUER, AUDIENCE, TokenExpectations.DEFAULT_CLOCK_SKEW),
            clock);
    private final TokenValidator warm = new CachingTokenValidator(cold, CACHE_SIZE, clock);
    private final PresentedToken token =
            new PresentedToken(new JwtSigner(key).sign("at+jwt", claims(clock.millis() / 1_000)));

    private final String text = token.value();
    private final byte[] signed = text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    private final byte[] signature = Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
    private final PublicKey point = imported(key);

    /** Throws {@link IllegalStateException} when the token is not taken: refusals are quick. */
    @Setup
    public void requireValid() throws GeneralSecurityException {
        if (!(warm() instanceof TokenValidation.Valid) || !(cold() instanceof TokenValidation.Valid) || !bare()) {
            throw new IllegalStateException("The token to be measured is refused.");
        }
    }

    /** A token that was seen before. */
    @Benchmark
    public TokenValidation warm() {
        return warm.validate(token);
    }

    /** A token that was not. */
    @Benchmark
    public TokenValidation cold() {
        return cold.validate(token);
    }

    /** The signature of that token by the native provider, and nothing else. */
    @Benchmark
    public boolean bare() throws GeneralSecurityException {
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format", NATIVE);
        check.initVerify(point);
        check.update(signed);
        return check.verify(signature);
    }

    private static PublicKey imported(SigningKey key) {
        try {
            PublicKey foreign = ECKey.parse(key.toPublicJwk()).toECPublicKey();
            return (PublicKey) KeyFactory.getInstance("EC", NATIVE).translateKey(foreign);
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException("The native provider does not take the key.", e);
        }
    }

    // As the provider writes them for a client.
    private static Map<String, Object> claims(long now) {
        return Map.of(
                "iss",
                ISSUER,
                "aud",
                AUDIENCE,
                "sub",
                "h4Zk0bQ2mYt7",
                "client_id",
                "h4Zk0bQ2mYt7",
                "scope",
                "read write groups",
                "jti",
                "01929f4d8ad47b3c9e215cf0aa17d3e4",
                "iat",
                now,
                "exp",
                now + 3_600,
                "status",
                Map.of(
                        "status_list",
                        Map.of("idx", 123_456, "uri", ISSUER + "/status/01929f4d8ad47b3c9e215cf0aa17d3e4")));
    }
}

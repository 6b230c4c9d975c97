package dev.latchkey.auth.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.Map;

/** A private key that signs tokens, with its algorithm and key id (RFC 7517); immutable. */
public final class SigningKey {
    private static final int RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MAX_LENGTH = 16_384;

    private final JWK jwk;
    private final SigningAlgorithm algorithm;

    private SigningKey(JWK jwk, SigningAlgorithm algorithm) {
        this.jwk = jwk;
        this.algorithm = algorithm;
    }

    /** Makes a new key: P-256 for ES256, RSA of 2048 bits for RS256; its id is its RFC 7638 thumbprint. */
    public static SigningKey generate(SigningAlgorithm algorithm) {
        try {
            return new SigningKey(generated(algorithm), algorithm);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime cannot make a key for " + algorithm, e);
        }
    }

    /**
     * Reads a private JWK (RFC 7517) as {@link #toPrivateJwk} writes it; a missing {@code kid} becomes the thumbprint.
     *
     * @throws IllegalArgumentException if it is not a private P-256 key or RSA key of 2048 to 8192 bits
     */
    public static SigningKey parse(String privateJwkJson) {
        if (privateJwkJson.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The JWK is longer than " + MAX_LENGTH + " characters.");
        }
        try {
            JWK jwk = JWK.parse(privateJwkJson);
            SigningAlgorithm algorithm = algorithmOf(jwk);
            return new SigningKey(labelled(jwk, algorithm), algorithm);
        } catch (ParseException | JOSEException e) {
            // The cause is left out: its message may quote the key.
            throw unusable();
        }
    }

    /** The whole key as a JWK, private members included: only to be sealed and stored, never to be shown or logged. */
    public String toPrivateJwk() {
        return jwk.toJSONString();
    }

    /** The public members with {@code kid}, {@code use} and {@code alg}, ready for a JWK set (RFC 7517 section 5). */
    public Map<String, Object> toPublicJwk() {
        return Map.copyOf(jwk.toPublicJWK().toJSONObject());
    }

    /** The {@code kid} that tokens signed with this key carry. */
    public String keyId() {
        return jwk.getKeyID();
    }

    /** The algorithm this key signs with. */
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    JWK jwk() {
        return jwk;
    }

    /** Names the key without showing it. */
    @Override
    public String toString() {
        return "SigningKey[" + algorithm + " " + keyId() + "]";
    }

    private static JWK generated(SigningAlgorithm algorithm) throws JOSEException {
        return switch (algorithm) {
            case ES256 ->
                new ECKeyGenerator(Curve.P_256)
                        .keyIDFromThumbprint(true)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.jws())
                        .generate();
            case RS256 ->
                new RSAKeyGenerator(RSA_BITS)
                        .keyIDFromThumbprint(true)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.jws())
                        .generate();
        };
    }

    private static SigningAlgorithm algorithmOf(JWK jwk) {
        if (jwk.isPrivate() && jwk instanceof ECKey key && Curve.P_256.equals(key.getCurve())) {
            return SigningAlgorithm.ES256;
        }
        if (jwk.isPrivate() && jwk instanceof RSAKey key && key.size() >= RSA_BITS && key.size() <= MAX_RSA_BITS) {
            return SigningAlgorithm.RS256;
        }
        throw unusable();
    }

    private static JWK labelled(JWK jwk, SigningAlgorithm algorithm) throws JOSEException {
        String keyId = jwk.getKeyID() == null ? jwk.computeThumbprint().toString() : jwk.getKeyID();
        if (jwk instanceof ECKey key) {
            return new ECKey.Builder(key)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jws())
                    .build();
        }
        return new RSAKey.Builder(jwk.toRSAKey())
                .keyID(keyId)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(algorithm.jws())
                .build();
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "This is not a usable signing key: a private P-256 or RSA (2048 to 8192 bits) JWK is needed.");
    }
}

package dev.latchkey.auth.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A public key that checks the signatures of one algorithm; thread-safe, imported once. */
public final class VerificationKey {
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final int MAX_KEY_ID_LENGTH = 256;
    private static final Set<String> KEY_MEMBERS = Set.of("kty", "crv", "x", "y", "n", "e", "use", "alg");

    private final String keyId;
    private final SigningAlgorithm algorithm;
    private final JWSHeader header;
    private final JWSVerifier verifier;

    private VerificationKey(String keyId, SigningAlgorithm algorithm, JWSVerifier verifier) {
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.header = new JWSHeader(algorithm.jws());
        this.verifier = verifier;
        CryptoProviders.nativeProvider().ifPresent(verifier.getJCAContext()::setProvider);
    }

    /** Reads a public JWK (RFC 7517); empty unless it is one that may check ES256 or RS256 signatures. */
    static Optional<VerificationKey> fromJwk(Map<String, Object> members) {
        try {
            JWK jwk = JWK.parse(members);
            return isForVerifying(jwk) ? fromPublicKey(jwk) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads a public JWK that has no name; its thumbprint (RFC 7638) then is its {@code kid}.
     *
     * @param members of which only those count that make the key
     */
    static Optional<VerificationKey> fromEmbeddedJwk(Map<String, Object> members) {
        Map<String, Object> key = new HashMap<>(members);
        key.keySet().retainAll(KEY_MEMBERS);
        try {
            key.put("kid", JWK.parse(key).computeThumbprint().toString());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
        return fromJwk(key);
    }

    /** The {@code kid} of the key. */
    public String keyId() {
        return keyId;
    }

    /** The only algorithm this key is used with (RFC 8725 section 3.1). */
    public SigningAlgorithm algorithm() {
        return algorithm;
    }

    boolean verifies(byte[] signingInput, String signature) {
        try {
            return verifier.verify(header, signingInput, new Base64URL(signature));
        } catch (JOSEException e) {
            return false;
        }
    }

    private static boolean isForVerifying(JWK jwk) {
        String keyId = jwk.getKeyID();
        boolean named = keyId != null && !keyId.isEmpty() && keyId.length() <= MAX_KEY_ID_LENGTH;
        boolean meant = jwk.getKeyUse() == null || KeyUse.SIGNATURE.equals(jwk.getKeyUse());
        boolean able = jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
        return named && meant && able && !jwk.isPrivate();
    }

    private static Optional<VerificationKey> fromPublicKey(JWK jwk) throws JOSEException {
        if (jwk instanceof ECKey key && Curve.P_256.equals(key.getCurve()) && isFor(jwk, SigningAlgorithm.ES256)) {
            ECPublicKey point = CryptoProviders.imported(key.toECPublicKey(), ECPublicKey.class);
            return Optional.of(new VerificationKey(jwk.getKeyID(), SigningAlgorithm.ES256, new ECDSAVerifier(point)));
        }
        if (jwk instanceof RSAKey key && isStrong(key) && isFor(jwk, SigningAlgorithm.RS256)) {
            RSAPublicKey modulus = CryptoProviders.imported(key.toRSAPublicKey(), RSAPublicKey.class);
            return Optional.of(
                    new VerificationKey(jwk.getKeyID(), SigningAlgorithm.RS256, new RSASSAVerifier(modulus)));
        }
        return Optional.empty();
    }

    private static boolean isFor(JWK jwk, SigningAlgorithm algorithm) {
        return jwk.getAlgorithm() == null
                || algorithm.name().equals(jwk.getAlgorithm().getName());
    }

    private static boolean isStrong(RSAKey key) {
        BigInteger exponent = key.getPublicExponent().decodeToBigInteger();
        boolean soundExponent = exponent.testBit(0) && exponent.bitLength() >= 2 && exponent.bitLength() <= 64;
        boolean soundSize = key.size() >= MIN_RSA_BITS && key.size() <= MAX_RSA_BITS;
        return soundExponent
                && soundSize
                && !RocaFingerprint.isOn(key.getModulus().decodeToBigInteger());
    }
}

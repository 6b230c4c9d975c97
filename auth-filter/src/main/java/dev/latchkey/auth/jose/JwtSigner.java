package dev.latchkey.auth.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.PrivateKey;
import java.util.Map;

/** Signs JWTs (RFC 7519) with one key; thread-safe, the key is imported once. */
public final class JwtSigner {
    private final SigningKey key;
    private final JWSSigner signer;

    /** Prepares the key for signing. */
    public JwtSigner(SigningKey key) {
        this.key = key;
        this.signer = signerOf(key);
        CryptoProviders.nativeProvider().ifPresent(signer.getJCAContext()::setProvider);
    }

    /** The key this signer signs with. */
    public SigningKey key() {
        return key;
    }

    /**
     * Signs the claims and returns the compact form (RFC 7515 section 3.1) with {@code alg}, {@code kid} and {@code typ}.
     *
     * @param type the {@code typ} header, such as {@code at+jwt} (RFC 9068 section 2.1)
     * @param claims JSON values: strings, numbers, booleans, lists and maps of these; times as seconds since the epoch
     */
    public String sign(String type, Map<String, Object> claims) {
        return sign(header(type).keyID(key.keyId()).build(), claims);
    }

    /**
     * Signs the claims as a proof that this key is at hand: with the public key in the header {@code jwk}, as RFC 9449
     * section 4.2 wants it.
     *
     * @param type the {@code typ} header, such as {@code dpop+jwt}
     * @param claims as for {@link #sign}
     */
    public String signProof(String type, Map<String, Object> claims) {
        JWK bare = key.jwk() instanceof ECKey ec
                ? new ECKey.Builder(ec.getCurve(), ec.getX(), ec.getY()).build()
                : new RSAKey.Builder(
                                key.jwk().toRSAKey().getModulus(),
                                key.jwk().toRSAKey().getPublicExponent())
                        .build();
        return sign(header(type).jwk(bare).build(), claims);
    }

    private JWSHeader.Builder header(String type) {
        return new JWSHeader.Builder(key.algorithm().jws()).type(new JOSEObjectType(type));
    }

    private String sign(JWSHeader header, Map<String, Object> claims) {
        JWSObject jwt = new JWSObject(header, new Payload(claims));
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key " + key.keyId() + " does not sign", e);
        }
        return jwt.serialize();
    }

    private static JWSSigner signerOf(SigningKey key) {
        try {
            return switch (key.algorithm()) {
                case ES256 ->
                    new ECDSASigner(
                            CryptoProviders.imported(key.jwk().toECKey().toPrivateKey(), PrivateKey.class),
                            Curve.P_256);
                case RS256 ->
                    new RSASSASigner(
                            CryptoProviders.imported(key.jwk().toRSAKey().toPrivateKey(), PrivateKey.class));
            };
        } catch (JOSEException e) {
            throw new IllegalStateException("The key " + key.keyId() + " does not sign", e);
        }
    }
}

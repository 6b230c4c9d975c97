package dev.latchkey.auth.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Signs JWTs (RFC 7519) with one key; thread-safe, the key is imported once. By the platform's signatures and encoder:
 * Nimbus would take as long for text and JSON around a native ES256 signature as half of the signature takes.
 */
public final class JwtSigner {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int ES256_LENGTH = 64;

    /** How a header stands in a token. */
    private record Header(String type, String encoded) {}

    private final SigningKey key;
    private final PrivateKey privateKey;
    private final Optional<Provider> provider = CryptoProviders.nativeProvider();
    // One key signs tokens of one type nearly always.
    private volatile Header last = new Header("", "");

    /** Prepares the key for signing. */
    public JwtSigner(SigningKey key) {
        this.key = key;
        this.privateKey = privateKeyOf(key);
    }

    /** Loads what signs, a native library where there is one, which the first signer waits for otherwise. */
    public static void prepare() {
        CryptoProviders.nativeProvider();
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
        Header header = last;
        if (!header.type().equals(type)) {
            header = new Header(type, encoded(header(type).keyID(key.keyId())));
            last = header;
        }
        return signed(header.encoded(), claims);
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
        return signed(encoded(header(type).jwk(bare)), claims);
    }

    private JWSHeader.Builder header(String type) {
        return new JWSHeader.Builder(key.algorithm().jws()).type(new JOSEObjectType(type));
    }

    private static String encoded(JWSHeader.Builder header) {
        return header.build().toBase64URL().toString();
    }

    private String signed(String header, Map<String, Object> claims) {
        String input = header + '.' + BASE64URL.encodeToString(StrictJson.bytes(claims));
        try {
            return input + '.' + BASE64URL.encodeToString(signature(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("The key " + key.keyId() + " does not sign", e);
        }
    }

    private byte[] signature(byte[] input) throws GeneralSecurityException, JOSEException {
        Signature signature = fresh();
        signature.initSign(privateKey);
        signature.update(input);
        // RFC 7518 section 3.4: two numbers side by side, not in ASN.1.
        return switch (key.algorithm()) {
            case ES256 -> ECDSA.transcodeSignatureToConcat(signature.sign(), ES256_LENGTH);
            case RS256 -> signature.sign();
        };
    }

    private Signature fresh() throws GeneralSecurityException {
        String name = switch (key.algorithm()) {
            case ES256 -> "SHA256withECDSA";
            case RS256 -> "SHA256withRSA";
        };
        return provider.isPresent() ? Signature.getInstance(name, provider.get()) : Signature.getInstance(name);
    }

    private static PrivateKey privateKeyOf(SigningKey key) {
        try {
            PrivateKey parsed = switch (key.algorithm()) {
                case ES256 -> key.jwk().toECKey().toPrivateKey();
                case RS256 -> key.jwk().toRSAKey().toPrivateKey();
            };
            return CryptoProviders.imported(parsed, PrivateKey.class);
        } catch (JOSEException e) {
            throw new IllegalStateException("The key " + key.keyId() + " does not sign", e);
        }
    }
}

package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes signed tokens of one type, part by part.
 *
 * @param type the {@code typ} in their headers
 */
record Jws(String type) {
    static final String CLAIMS = "{\"iss\":\"https://login.example/o\",\"aud\":\"https://api.example\",\"sub\":\"42\","
            + "\"client_id\":\"app\",\"iat\":1767225600,\"exp\":4000000000}";

    String header(String algorithm, String keyId) {
        return "{\"alg\":\"" + algorithm + "\",\"typ\":\"" + type + "\",\"kid\":\"" + keyId + "\"}";
    }

    /** A sound token of this algorithm. */
    String good(String algorithm, JWK key) {
        return signed(algorithm, key, header(algorithm, key.getKeyID()), CLAIMS);
    }

    /** This very header and payload, signed. */
    String signed(String algorithm, JWK key, String header, String payload) {
        return signedInput(algorithm, key, segment(header) + "." + segment(payload));
    }

    /** This very text, signed, whatever it is. */
    static String signedInput(String algorithm, JWK key, String input) {
        return input + "." + segment(signature(algorithm, key, input));
    }

    static byte[] signature(String algorithm, JWK key, String input) {
        byte[] message = input.getBytes(StandardCharsets.US_ASCII);
        String bits = algorithm.substring(2);
        try {
            if (key instanceof OctetSequenceKey secret) {
                return mac("HmacSHA" + bits, secret.toByteArray(), message);
            }
            Signature signer = signer(algorithm.substring(0, 2), bits);
            signer.initSign(((AsymmetricJWK) key).toPrivateKey());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    // An empty key and one of a single zero are the same to HMAC (RFC 2104 section 2).
    static byte[] mac(String algorithm, byte[] secret, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, algorithm));
        return mac.doFinal(message);
    }

    private static Signature signer(String family, String bits) throws GeneralSecurityException {
        if (!family.equals("PS")) {
            return Signature.getInstance("SHA" + bits + "with" + (family.equals("ES") ? "ECDSAinP1363Format" : "RSA"));
        }
        Signature signer = Signature.getInstance("RSASSA-PSS");
        int length = Integer.parseInt(bits) / 8;
        String hash = "SHA-" + bits;
        signer.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), length, 1));
        return signer;
    }

    /** The same token with another signature. */
    static String with(String token, byte[] signature) {
        return input(token) + "." + segment(signature);
    }

    static String input(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    static List<String> parts(String token) {
        return List.of(token.split("\\.", -1));
    }

    /** The same part with its first character changed, as the sets do it. */
    static String modified(String part) {
        return (part.startsWith("X") ? "Y" : "X") + part.substring(1);
    }

    static String segment(String text) {
        return segment(text.getBytes(StandardCharsets.UTF_8));
    }

    static String segment(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decoded(String segment) {
        return Base64.getUrlDecoder().decode(segment);
    }
}

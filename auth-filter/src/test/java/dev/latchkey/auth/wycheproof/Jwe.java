package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encrypts sound tokens (RFC 7516): none is to be taken, however well it is made, since nobody here decrypts. */
final class Jwe {
    static final List<String> METHODS =
            List.of("A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512");
    private static final List<String> PARTS =
            List.of("Header", "EncryptedKey", "Iv", "Ciphertext", "AuthenticationTag");

    private final Jws jws;
    private final String inside;

    Jwe(Jws jws) {
        this.jws = jws;
        this.inside = jws.good("ES256", Keys.EC);
    }

    String of(String algorithm, String method) {
        return of(algorithm, method, encrypter(algorithm, method, Keys.EC), null);
    }

    String compressed(String algorithm, String method) {
        return of(algorithm, method, encrypter(algorithm, method, Keys.EC), CompressionAlgorithm.DEF);
    }

    String forKey(String algorithm, String method, ECKey key) {
        return of(algorithm, method, encrypter(algorithm, method, key), null);
    }

    private String of(String algorithm, String method, JWEEncrypter encrypter, @Nullable CompressionAlgorithm zip) {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(method))
                .type(new JOSEObjectType(jws.type()))
                .contentType("JWT")
                .keyID(algorithm.startsWith("RSA") ? "any" : "ec")
                .compressionAlgorithm(zip)
                .build();
        try {
            JWEObject token = new JWEObject(header, new Payload(inside));
            token.encrypt(encrypter);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWEEncrypter encrypter(String algorithm, String method, ECKey key) {
        try {
            if (algorithm.startsWith("RSA")) {
                return new RSAEncrypter(Keys.RSA.toPublicJWK());
            }
            if (algorithm.startsWith("ECDH")) {
                return new ECDHEncrypter(key.toPublicJWK());
            }
            boolean direct = algorithm.equals("dir");
            int bits = Integer.parseInt((direct ? method : algorithm).substring(1, 4));
            byte[] secret = Arrays.copyOf(Keys.SECRET.toByteArray(), bits / 8);
            return direct ? new DirectEncrypter(secret) : new AESEncrypter(secret);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each of the five parts changed, empty, or gone: 15. */
    static List<Case> shapes(String token) {
        List<Case> cases = new ArrayList<>();
        for (int i = PARTS.size() - 1; i >= 0; i--) {
            cases.add(Case.refusing("rejectsModified" + PARTS.get(i), with(token, i, Jws.modified(part(token, i)))));
            cases.add(Case.refusing("rejectsMissing" + PARTS.get(i), with(token, i, "")));
            List<String> fewer = new ArrayList<>(Jws.parts(token));
            fewer.remove(i);
            cases.add(Case.refusing("rejectsMissing" + PARTS.get(i) + "AndSeparator", String.join(".", fewer)));
        }
        return cases;
    }

    static String part(String token, int index) {
        return Jws.parts(token).get(index);
    }

    static String with(String token, int index, String part) {
        List<String> parts = new ArrayList<>(Jws.parts(token));
        parts.set(index, part);
        return String.join(".", parts);
    }

    /** The tag by so many bytes shorter, or longer. */
    static String tagBy(String token, int more) {
        byte[] tag = Jws.decoded(part(token, 4));
        return with(token, 4, Jws.segment(Arrays.copyOf(tag, tag.length + more)));
    }

    static String inJson(String token) {
        return "{\"protected\":\"" + part(token, 0) + "\",\"unprotected\":{\"unknown\":\"untrustworthy\"},"
                + "\"header\":{\"unknown2\":\"untrustworthy\"},\"encrypted_key\":\"" + part(token, 1) + "\",\"iv\":\""
                + part(token, 2) + "\",\"ciphertext\":\"" + part(token, 3) + "\",\"tag\":\"" + part(token, 4) + "\"}";
    }
}

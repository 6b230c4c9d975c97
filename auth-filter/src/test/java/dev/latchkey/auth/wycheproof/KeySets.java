package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Key sets that must not be used, and those that must. */
final class KeySets {
    private static final String DIGEST_INFO = "3031300d060960864801650304020105000420";

    private final Jws jws;

    KeySets(Jws jws) {
        this.jws = jws;
    }

    /** The set json_web_key: 26. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>(List.of(
                mixed(),
                acceptsHmac("acceptsValid"),
                rejectsHmac("rejectsModifiedSignature"),
                twoOfOneName(),
                Case.accepting("acceptsValid", rsa()).with(List.of(rsa(Map.of("alg", "RS256", "use", "sig")))),
                Case.refusing("rejectsWrongUse", rsa()).with(List.of(rsa(Map.of("alg", "RSA1_5", "use", "enc")))),
                roca(),
                small(),
                exponentOne()));
        List<Integer> sizes = List.of(256, 384, 512);
        sizes.forEach(bits -> cases.add(hmac("key_too_short", bits, bits / 8 - 1)));
        sizes.forEach(bits -> cases.add(hmac("long_key", bits, 65)));
        sizes.forEach(bits -> cases.add(hmac("empty_key", bits, 0)));
        cases.add(ec("mismatchedAlgAndCurve", Map.of("alg", "ES521", "use", "sig")));
        cases.add(ec("mismatchedAlgAndCurve", Map.of("alg", "ES224", "use", "sig")));
        cases.add(ec("rejectsModifiedKey", Map.of("alg", "ES256", "use", "enc")));
        cases.add(ec("rejectsModifiedKey", Map.of("alg", "ES256", "use", "sig", "y", offTheCurve())));
        cases.add(ec("rejectsModifiedKey", Map.of("alg", "ES256", "use", "sig", "crv", "P-384")));
        cases.add(ec("rejectsModifiedKey", Map.of("alg", "ES256", "use", "sig", "kty", "RSA")));
        cases.add(aes("A256GCM"));
        cases.add(aes("A256KW"));
        return cases;
    }

    /** The groups of json_web_signature whose keys are for encryption: 4. */
    List<Case> forEncryption() {
        return List.of(
                Case.refusing("rejectWrongUse", rsa()).with(List.of(rsa(Map.of("use", "enc")))),
                ec("rejectWrongUse", Map.of("use", "enc")),
                Case.refusing("rejectWrongKeyOps", rsa()).with(List.of(rsa(Map.of("key_ops", List.of("encrypt"))))),
                ec("rejectWrongKeyOps", Map.of("key_ops", List.of("encrypt"))));
    }

    /** The groups of json_web_signature whose keys say what they are for: RSA may verify. */
    static List<Map<String, Object>> forVerifying() {
        List<Map<String, Object>> keys = new ArrayList<>(Keys.ALL);
        keys.set(1, rsa(Map.of("alg", "RS256", "key_ops", List.of("verify"))));
        return List.copyOf(keys);
    }

    /** The group of json_web_crypto with a set of a secret and a public key. */
    Case mixed() {
        return Case.refusing("rejectsValid", jws.good("HS256", Keys.SECRET))
                .with(List.of(Keys.SECRET.toJSONObject(), Keys.changed(Keys.EC, Map.of())));
    }

    /** A set of two secrets: HMAC is none of our algorithms. */
    Case acceptsHmac(String name) {
        return Case.refusing(name, jws.good("HS256", Keys.SECRET)).with(secrets());
    }

    /** The same set, and a signature that is wrong. */
    Case rejectsHmac(String name) {
        String good = jws.good("HS256", Keys.SECRET);
        String signature = Jws.modified(Jws.parts(good).get(2));
        return Case.refusing(name, Jws.input(good) + "." + signature).with(secrets());
    }

    Case roca() {
        RSAKey key = RocaKey.of("roca");
        return Case.refusing("rejectsKeyWithRocaVulnerability", jws.good("RS256", key))
                .with(List.of(Keys.changed(key, Map.of("alg", "RS256", "use", "sig"))));
    }

    private static List<Map<String, Object>> secrets() {
        return List.of(Keys.SECRET.toJSONObject(), Keys.secret("secret-2", 48).toJSONObject());
    }

    private Case twoOfOneName() {
        ECKey other = Keys.ec(Curve.P_256, "ec");
        return new Case(
                "rejectsDuplicateKid",
                List.of(),
                List.of(jws.good("HS256", Keys.SECRET), jws.good("ES256", Keys.EC), jws.good("ES256", other)),
                List.of(
                        Keys.SECRET.toJSONObject(),
                        Keys.secret("secret", 48).toJSONObject(),
                        Keys.changed(Keys.EC, Map.of()),
                        Keys.changed(other, Map.of())));
    }

    private Case small() {
        RSAKey key = rsa1024();
        return Case.refusing("rejects1024bitRsaKey", jws.good("RS256", key))
                .with(List.of(Keys.changed(key, Map.of("alg", "RS256", "use", "sig"))));
    }

    // Whatever is raised to the power of one is itself: the padded hash is its own signature.
    private Case exponentOne() {
        String token = rsa();
        String encoded = DIGEST_INFO + HexFormat.of().formatHex(Pkcs1Paddings.sha256(Jws.input(token)));
        String signature = "0001" + "ff".repeat(253 - encoded.length() / 2) + "00" + encoded;
        return Case.refusing(
                        "rejectsPublicExponent1", Jws.with(token, HexFormat.of().parseHex(signature)))
                .with(List.of(rsa(Map.of("alg", "RS256", "use", "sig", "e", "AQ"))));
    }

    private Case hmac(String name, int bits, int length) {
        String algorithm = "HS" + bits;
        OctetSequenceKey key = Keys.secret("hmac", Math.max(1, length));
        Map<String, Object> members = Map.of(
                "kty",
                "oct",
                "kid",
                "hmac",
                "alg",
                algorithm,
                "k",
                length == 0 ? "" : key.getKeyValue().toString());
        return Case.refusing(name, jws.good(algorithm, key)).with(List.of(members));
    }

    private Case aes(String algorithm) {
        Map<String, Object> key = Map.of(
                "kty",
                "oct",
                "use",
                "sig",
                "kid",
                "secret",
                "alg",
                algorithm,
                "k",
                Keys.SECRET.getKeyValue().toString());
        return Case.refusing("rejectsAesKey", jws.good("HS256", Keys.SECRET)).with(List.of(key));
    }

    private Case ec(String name, Map<String, Object> changes) {
        return Case.refusing(name, jws.good("ES256", Keys.EC)).with(List.of(Keys.changed(Keys.EC, changes)));
    }

    private String rsa() {
        return jws.good("RS256", Keys.RSA);
    }

    private static Map<String, Object> rsa(Map<String, Object> changes) {
        return Keys.changed(Keys.RSA, changes);
    }

    private static String offTheCurve() {
        BigInteger y = Keys.EC.getY().decodeToBigInteger();
        return Jws.segment(Arrays.copyOfRange(Pkcs1Paddings.bytes(y.flipBit(4)), 224, 256));
    }

    private static RSAKey rsa1024() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            KeyPair pair = generator.generateKeyPair();
            return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("small")
                    .build();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

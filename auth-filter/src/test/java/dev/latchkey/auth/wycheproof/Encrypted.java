package dev.latchkey.auth.wycheproof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Encrypted tokens, right and wrong: all are refused alike. */
final class Encrypted {
    private static final Pattern POINT = Pattern.compile("\"y\":\"[^\"]+\"");
    private static final int LENGTH = 256;

    private final Jwe jwe;

    Encrypted(Jws jws) {
        this.jwe = new Jwe(jws);
    }

    /** Group jwe_aes of json_web_crypto: 17. */
    List<Case> basicSecret() {
        return basics(jwe.of("A256KW", "A256CBC-HS512"));
    }

    /** Group jwe_ec of json_web_crypto: 17. */
    List<Case> basicPoint() {
        String token = jwe.of("ECDH-ES+A128KW", "A128CBC-HS256");
        List<Case> cases = new ArrayList<>(basics(token));
        cases.remove(cases.size() - 1);
        cases.add(Case.refusing("rejectsInvalidCurvePoint", offTheCurve(token)));
        return cases;
    }

    private static List<Case> basics(String token) {
        List<Case> cases = new ArrayList<>(List.of(Case.refusing("acceptsValid", token)));
        cases.addAll(Jwe.shapes(token));
        cases.add(Case.refusing("rejectsValidJsonSerialization", Jwe.inJson(token)));
        return cases;
    }

    /** The set json_web_encryption: 139. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(secrets());
        cases.addAll(points());
        cases.addAll(wrapped());
        cases.addAll(rsa());
        cases.addAll(wrongCiphers());
        cases.addAll(pkcs1());
        cases.addAll(pkcs1ForOaep());
        cases.addAll(examples());
        return cases;
    }

    /** Group jwe_aes with A256KW: 32. */
    private List<Case> secrets() {
        String token = jwe.of("A256KW", "A256CBC-HS512");
        List<Case> cases = new ArrayList<>(basicSecret());
        String tag = Jwe.part(token, 4);
        cases.add(Case.refusing(
                "rejectsModifiedAuthenticationTagAtEnd",
                Jwe.with(token, 4, tag.substring(0, tag.length() - 2) + (tag.contains("xw") ? "yw" : "xw"))));
        cases.add(Case.refusing("rejectsAuthenticationTagTooLong", Jwe.tagBy(token, 3)));
        for (int bytes : List.of(1, 4, 8)) {
            cases.add(Case.refusing("rejectsTruncatedAuthenticationTagBy" + bytes, Jwe.tagBy(token, -bytes)));
        }
        cases.addAll(accepting("A256KW", Jwe.METHODS));
        String gcm = jwe.of("A256KW", "A128GCM");
        cases.add(Case.refusing("rejectsGhashTooLong", Jwe.tagBy(gcm, 2)));
        for (int bytes : List.of(1, 4, 8)) {
            cases.add(Case.refusing("rejectsTruncatedGhashBy" + bytes, Jwe.tagBy(gcm, -bytes)));
        }
        return cases;
    }

    /** Groups jwe_ec: 25 with A128KW, then 2, 2 and 7. */
    private List<Case> points() {
        String token = jwe.of("ECDH-ES+A128KW", "A128CBC-HS256");
        List<Case> cases = new ArrayList<>();
        cases.addAll(accepting("ECDH-ES+A128KW", List.of("A128CBC-HS256", "A256GCM", "A256CBC-HS512")));
        cases.addAll(Jwe.shapes(token));
        cases.add(Case.refusing("rejectsInvalidCurvePoint", offTheCurve(token)));
        cases.addAll(accepting("ECDH-ES+A128KW", Jwe.METHODS));
        cases.addAll(accepting("ECDH-ES+A128KW", List.of("A128GCM", "A128CBC-HS256")));
        cases.addAll(accepting("ECDH-ES+A192KW", List.of("A192GCM", "A192CBC-HS384")));
        cases.addAll(accepting("ECDH-ES+A256KW", List.of("A128GCM", "A256GCM", "A128CBC-HS256", "A256CBC-HS512")));
        for (int bytes : List.of(1, 4, 8)) {
            cases.add(Case.refusing("tagTruncatedBy" + bytes, Jwe.tagBy(jwe.of("ECDH-ES+A256KW", "A128GCM"), -bytes)));
        }
        return cases;
    }

    /** Groups jwe_aes of one algorithm each, 7 in all, and jwe_ec with ECDH-ES alone, 6. */
    private List<Case> wrapped() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(accepting("A128KW", List.of("A128GCM")));
        cases.addAll(accepting("A192KW", List.of("A192GCM")));
        cases.addAll(accepting("A128GCMKW", List.of("A128GCM")));
        cases.addAll(accepting("A192GCMKW", List.of("A192GCM")));
        cases.addAll(accepting("A256GCMKW", List.of("A256GCM", "A256GCM", "A256CBC-HS512")));
        cases.addAll(accepting("ECDH-ES", Jwe.METHODS));
        return cases;
    }

    /** Groups jwe_rsa_oaep 6, jwe_rsa_oaep_256 12, jwe_rsa1_5 6. */
    private List<Case> rsa() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(accepting("RSA-OAEP", Jwe.METHODS));
        cases.addAll(accepting("RSA-OAEP-256", Jwe.METHODS));
        for (int secret : List.of(0, 8, 15, 16, 24, 32)) {
            cases.add(Case.refusing("invalidAlgorithm", padded("0002", "ff", "00" + "5a".repeat(secret))));
        }
        cases.addAll(accepting("RSA1_5", Jwe.METHODS));
        return cases;
    }

    /** Keys for one cipher used with another: 6. */
    private List<Case> wrongCiphers() {
        List<Case> cases = new ArrayList<>();
        for (String bits : List.of("128", "256")) {
            cases.add(Case.refusing("GcmKeyUsedWithKw", jwe.of("A" + bits + "KW", "A128GCM")));
            cases.add(Case.refusing("KwKeyUsedWithGcm", jwe.of("A" + bits + "GCMKW", "A128GCM")));
        }
        cases.add(Case.refusing("OaepKeyUsedWithPkcs1_5", jwe.of("RSA1_5", "A128GCM")));
        cases.add(Case.refusing("OaepKeyUsedWithPkcs1_5", jwe.of("RSA1_5", "A256GCM")));
        return cases;
    }

    /** Group jwe_rsa1_5 with the flag ModifiedPkcs15Padding: 9. */
    private List<Case> pkcs1() {
        String secret = "5a".repeat(16);
        return List.of(
                Case.refusing("validPadding", padded("0002", "a5", "00" + secret)),
                Case.refusing("wrongPaddingType", padded("0001", "ff", "00" + secret)),
                Case.refusing("wrongMessageSize", padded("0002", "a5", "00" + "5a".repeat(15))),
                Case.refusing("emptyMessage", padded("0002", "a5", "00")),
                Case.refusing("invalidPadding", padded("0002", "a5", secret)),
                Case.refusing("firstByteIsNotZero", padded("0102", "a5", "00" + secret)),
                Case.refusing("paddedMessageTooShort", padded("000002", "a5", "00" + secret)),
                Case.refusing("paddingTooShort", padded("0002a5a5a5a5a5a5a500", "5a", secret)),
                Case.refusing("modifiedMessage", padded("0002", "a5", "00" + "5b".repeat(16))));
    }

    /** Group jwe_rsa_oaep_modified: 7. */
    private List<Case> pkcs1ForOaep() {
        return List.of(
                Case.refusing("valid", jwe.of("RSA-OAEP-256", "A128GCM")),
                Case.refusing("InvalidPadding", padded("3c", "c3", "")),
                Case.refusing("InvalidPkcs15Padding", padded("0002", "a5", "")),
                Case.refusing("InvalidPkcs15PaddingWith16byteMessage", padded("0002", "a5", "00" + "5a".repeat(16))),
                Case.refusing("InvalidPkcs15PaddingWith32byteMessage", padded("0002", "a5", "00" + "5a".repeat(32))),
                Case.refusing("InvalidPkcs15PaddingWith24byteMessage", padded("0002", "a5", "00" + "5a".repeat(24))),
                Case.refusing("InvalidPkcs15PaddingWithEmptyMessage", padded("0002", "a5", "00")));
    }

    /** Groups rfc_7520, 8, and Pkcs5Paddings, 4. */
    private List<Case> examples() {
        String token = jwe.of("A256GCMKW", "A128CBC-HS256");
        String ciphertext = Jwe.part(token, 3);
        String otherEnd = ciphertext.substring(0, ciphertext.length() - 6) + "AAAAAA";
        return List.of(
                Case.refusing("Figure81", jwe.of("RSA1_5", "A128CBC-HS256")),
                Case.refusing("Figure92", jwe.of("RSA-OAEP", "A256GCM")),
                Case.refusing("Figure117", jwe.forKey("ECDH-ES+A128KW", "A128GCM", Keys.P_384)),
                Case.refusing("Figure128", jwe.of("ECDH-ES", "A128CBC-HS256")),
                Case.refusing("Figure136", jwe.of("dir", "A128GCM")),
                Case.refusing("Figure148", token),
                Case.refusing("Figure159", jwe.of("A128KW", "A128GCM")),
                Case.refusing("Figure170", jwe.compressed("A128KW", "A128GCM")),
                Case.refusing("WrongPKCS5Padding", Jwe.with(token, 3, otherEnd)),
                Case.refusing("ModifiedIV", Jwe.with(token, 2, Jws.modified(Jwe.part(token, 2)))),
                Case.refusing("ModifiedCiphertext", Jwe.with(token, 3, Jws.modified(ciphertext))),
                Case.refusing("ModifiedHmac", Jwe.with(token, 4, Jws.modified(Jwe.part(token, 4)))));
    }

    private List<Case> accepting(String algorithm, List<String> methods) {
        return methods.stream()
                .map(method -> Case.refusing("accepts " + algorithm + " " + method, jwe.of(algorithm, method)))
                .toList();
    }

    // The content key within a number that the public key is applied to by hand; the rest is sound.
    private String padded(String start, String filling, String end) {
        String encoded = start + filling.repeat(LENGTH - (start.length() + end.length()) / 2) + end;
        BigInteger exponent = Keys.RSA.getPublicExponent().decodeToBigInteger();
        BigInteger modulus = Keys.RSA.getModulus().decodeToBigInteger();
        byte[] encrypted = Pkcs1Paddings.bytes(new BigInteger(encoded, 16).modPow(exponent, modulus));
        return Jwe.with(jwe.of("RSA1_5", "A128GCM"), 1, Jws.segment(encrypted));
    }

    private static String offTheCurve(String token) {
        String header = new String(Jws.decoded(Jwe.part(token, 0)), StandardCharsets.UTF_8);
        String other = POINT.matcher(header).replaceFirst("\"y\":\"" + Keys.EC.getX() + "\"");
        return Jwe.with(token, 0, Jws.segment(other));
    }
}

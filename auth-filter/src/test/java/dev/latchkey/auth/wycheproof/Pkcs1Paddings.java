package dev.latchkey.auth.wycheproof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Signatures of RS256 that hold the right hash within a structure (DigestInfo, RFC 8017 section 9.2) that is wrong. */
final class Pkcs1Paddings {
    private static final HexFormat HEX = HexFormat.of();
    private static final int LENGTH = 256;

    private final String token;
    private final Element oid = new Element("Oid", 0x06, "608648016503040201");
    private final Element nothing = new Element("Null", 0x05, "");
    private final Element inner = new Element("Sequence", 0x30, oid.written() + nothing.written());
    private final Element hash;
    private final Element outer;

    Pkcs1Paddings(Jws jws) {
        this.token = jws.good("RS256", Keys.RSA);
        this.hash = new Element("OctetString", 0x04, HEX.formatHex(sha256(Jws.input(token))));
        this.outer = new Element("Sequence", 0x30, inner.written() + hash.written());
    }

    /** What the rest of group rs256 begins with, to show that the padding below is right but for the change. */
    String unchanged() {
        return signed(outer.written());
    }

    /** Group rs256 with the flag ModifiedPadding: 213 in five elements. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(cases(
                all(
                        outer,
                        Map.of(
                                "truncatedSequence:RemovedLast1Elements", Element.written(0x30, inner.written()),
                                "repeatingElementInSequence", Element.written(0x30, outer.value() + hash.written()))),
                form -> form));
        cases.addAll(cases(all(inner, Map.of()), this::withAlgorithm));
        cases.addAll(cases(oidForms(), form -> withAlgorithm(Element.written(0x30, form + nothing.written()))));
        cases.addAll(cases(nullForms(), form -> withAlgorithm(Element.written(0x30, oid.written() + form))));
        cases.addAll(cases(hashForms(), form -> Element.written(0x30, inner.written() + form)));
        return cases;
    }

    private static Map<String, String> all(Element sequence, Map<String, String> more) {
        Map<String, String> forms = new LinkedHashMap<>(sequence.lengths());
        forms.putAll(sequence.contents());
        forms.putAll(sequence.cuts());
        forms.putAll(sequence.gaps());
        forms.putAll(sequence.structures());
        forms.putAll(more);
        return forms;
    }

    private Map<String, String> oidForms() {
        Map<String, String> forms = new LinkedHashMap<>(oid.lengths());
        forms.putAll(oid.contents());
        forms.putAll(oid.cuts());
        forms.putAll(oid.gaps());
        forms.put("modifyingFirstByteOfOid", Element.written(6, "628648016503040201"));
        forms.put("modifyingLastByteOfOid", Element.written(6, "608648016503040281"));
        forms.put("wrongOid", Element.written(6, "608648016503040203"));
        forms.put("longerOid", Element.written(6, oid.value() + "01"));
        forms.put("oidWithModifiedNode", Element.written(6, "608648016503040211"));
        forms.put("oidWithModifiedNode (2)", Element.written(6, "60864801650304028880808001"));
        forms.put("largeIntegerInOid", Element.written(6, "6086480165030402828080808080808080808001"));
        forms.put("oidWithInvalidNode", Element.written(6, oid.value() + "e0"));
        forms.put("oidWithInvalidNode (2)", Element.written(6, "60808648016503040201"));
        return forms;
    }

    private Map<String, String> nullForms() {
        Map<String, String> forms = new LinkedHashMap<>(nothing.lengths());
        forms.putAll(nothing.contents());
        forms.put("composedNull", "2500");
        forms.put("incorrectNull", "050100");
        return forms;
    }

    private Map<String, String> hashForms() {
        Map<String, String> forms = new LinkedHashMap<>(hash.lengths());
        forms.putAll(hash.contents());
        forms.putAll(hash.cuts());
        forms.put("modifyingFirstByteOfOctetString", Element.written(4, flipped(0)));
        forms.put("modifyingLastByteOfOctetString", Element.written(4, flipped(31)));
        return forms;
    }

    private String flipped(int index) {
        byte[] bytes = HEX.parseHex(hash.value());
        bytes[index] ^= 1;
        return HEX.formatHex(bytes);
    }

    private String withAlgorithm(String algorithm) {
        return Element.written(0x30, algorithm + hash.written());
    }

    private List<Case> cases(Map<String, String> forms, UnaryOperator<String> digestInfo) {
        List<Case> cases = new ArrayList<>();
        forms.forEach((name, form) -> cases.add(Case.refusing(name, signed(digestInfo.apply(form)))));
        return cases;
    }

    private String signed(String digestInfo) {
        String padding = "ff".repeat(LENGTH - 3 - digestInfo.length() / 2);
        return Jws.with(token, power("0001" + padding + "00" + digestInfo));
    }

    /** The private key's operation alone, on a number of 256 bytes, by its two primes: four times as fast as without. */
    static byte[] power(String message) {
        BigInteger number = new BigInteger(message, 16);
        BigInteger p = Keys.RSA.getFirstPrimeFactor().decodeToBigInteger();
        BigInteger q = Keys.RSA.getSecondPrimeFactor().decodeToBigInteger();
        BigInteger byP = number.modPow(Keys.RSA.getFirstFactorCRTExponent().decodeToBigInteger(), p);
        BigInteger byQ = number.modPow(Keys.RSA.getSecondFactorCRTExponent().decodeToBigInteger(), q);
        BigInteger coefficient = Keys.RSA.getFirstCRTCoefficient().decodeToBigInteger();
        return bytes(byP.subtract(byQ).multiply(coefficient).mod(p).multiply(q).add(byQ));
    }

    static byte[] bytes(BigInteger number) {
        String digits = number.toString(16);
        return HEX.parseHex("0".repeat(2 * LENGTH - digits.length()) + digits);
    }

    static byte[] sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

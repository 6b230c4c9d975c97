package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.jwk.JWK;
import dev.latchkey.auth.wycheproof.PssEncoding.Step;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * RS256 over any text, and the algorithms of RSA that are not ours: refused whether right or wrong.
 *
 * <p>Each signature of RSASSA-PSS is made for a header that says so, and for one that says RS256.
 */
final class OtherAlgorithms {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger MODULUS = Keys.RSA.getModulus().decodeToBigInteger();

    private final Jws jws;

    OtherAlgorithms(Jws jws) {
        this.jws = jws;
    }

    /** Groups of payloads: rs256 5, rs384 and rs512 4 each. What is no JSON object is no JWT, however well signed. */
    List<Case> payloads(String algorithm) {
        List<Case> cases = new ArrayList<>();
        for (String name : List.of("emptyPayload", "allZeroPayload", "oneBytePayload", "normalPayload")) {
            cases.add(payload(name, algorithm, name.equals("normalPayload") ? Jws.CLAIMS : contents(name)));
        }
        if (algorithm.equals("RS256")) {
            cases.add(payload("normalPayload", algorithm, new String(new char[] {0xe0, 0xff}) + "Test"));
        }
        return cases;
    }

    private static String contents(String name) {
        return name.equals("emptyPayload") ? "" : name.equals("oneBytePayload") ? "a" : "\0".repeat(20);
    }

    private Case payload(String name, String algorithm, String payload) {
        String token = jws.signed(algorithm, Keys.RSA, jws.header(algorithm, "any"), payload);
        boolean ours = algorithm.equals("RS256") && payload.equals(Jws.CLAIMS);
        return ours ? Case.accepting(name, token) : Case.refusing(name, token);
    }

    /** Group ps256: 48. */
    List<Case> pss() {
        List<Case> cases = new ArrayList<>(payloads("PS256"));
        for (int bit : List.of(0, 1, 63, 128)) {
            cases.add(pss("MhashModified", Step.MESSAGE_HASH, flipping(bit)));
        }
        cases.add(pss("lastByteOfMhashModified", Step.MESSAGE_HASH, flipping(255)));
        for (int length : List.of(0, 1, 20, 31, 33, 64)) {
            cases.add(pss("SaltLenChanged", Step.SALT, salt -> Arrays.copyOf(salt, length)));
        }
        cases.add(pss("saltIsAll0", Step.SALT, salt -> new byte[32]));
        cases.add(pss("saltIsAll1", Step.SALT, salt -> HEX.parseHex("ff".repeat(32))));
        for (int bit : List.of(0, 31, 63)) {
            cases.add(pss("ZeroPaddingModified", Step.ZEROS, flipping(bit)));
        }
        for (int bit : List.of(0, 7, 8, 64, 127, 128, 248, 255)) {
            cases.add(pss("ModifiedHash", Step.HASH, flipping(bit)));
        }
        for (int bit : List.of(1, 8, 700, 1512, 1520, 1527)) {
            cases.add(pss("PSModified", Step.DATA, flipping(bit)));
        }
        cases.add(pss("SaltModified", Step.DATA, flipping(1528)));
        cases.add(pss("SaltModified", Step.DATA, flipping(1783)));
        cases.add(pss("MaskedDbChanged", Step.MASKED_DATA, flipping(0)));
        for (int bit : List.of(2040, 2044, 2047)) {
            cases.add(pss("EmModified", Step.ENCODED, flipping(bit)));
        }
        cases.addAll(pssNumbers());
        return cases;
    }

    private List<Case> pssNumbers() {
        byte[] good = Jws.decoded(Jws.parts(pss(Map.of(), "PS256")).get(2));
        byte[] shifted = HEX.parseHex("0000" + HEX.formatHex(good));
        return List.of(
                numbered("SignatureIs0", new byte[256]),
                numbered("SignatureIs1", Pkcs1Paddings.bytes(BigInteger.ONE)),
                numbered("SignatureIsNsub1", Pkcs1Paddings.bytes(MODULUS.subtract(BigInteger.ONE))),
                numbered("SignatureIsn", Pkcs1Paddings.bytes(MODULUS)),
                numbered(
                        "SignatureIsnotReduced",
                        MODULUS.add(new BigInteger(1, good)).toByteArray()),
                numbered("prependingZerosToSignature", shifted),
                numbered("appendingZerosToSignature", Arrays.copyOf(good, 258)),
                numbered("truncatedSignature", Arrays.copyOf(good, 254)));
    }

    /** Group ps384: 5. */
    List<Case> ps384() {
        List<Case> cases = new ArrayList<>(payloads("PS384"));
        String good = jws.signed("PS384", Keys.RSA, jws.header("PS384", "any"), Jws.CLAIMS);
        cases.add(Case.refusing(
                "modifiedSignature",
                Jws.input(good) + "." + Jws.modified(Jws.parts(good).get(2))));
        return cases;
    }

    /** Group ps512: 20, among them signatures of each other algorithm of the same key. */
    List<Case> ps512() {
        List<Case> cases = new ArrayList<>(payloads("PS512"));
        cases.add(pss("FirstByteOfMhashModified", Step.MESSAGE_HASH, flipping(0)));
        cases.add(pss("LastByteOfMhashModified", Step.MESSAGE_HASH, flipping(255)));
        for (String used : List.of("RS256", "RS384", "RS512", "PS256", "PS384")) {
            cases.add(Case.refusing(
                    "Using" + used, labelled("PS512", used), labelled("RS256", used.replace("RS256", "PS512"))));
            cases.add(Case.refusing("Using" + used, relabelled(used)));
        }
        String payload = "." + Jws.segment(Jws.CLAIMS) + ".";
        cases.add(
                Case.refusing("algIsNone", Jws.segment("{\"alg\":\"none\",\"typ\":\"" + jws.type() + "\"}") + payload));
        cases.add(
                Case.refusing("algIsNone", Jws.segment("{\"alg\":\"NONE\",\"typ\":\"" + jws.type() + "\"}") + payload));
        cases.add(Case.refusing("algIsNone", Jws.segment(jws.header("none", "none")) + payload));
        cases.add(Case.refusing("algIsNone", Jws.segment(jws.header("none", "any")) + payload));
        return cases;
    }

    // The header says what was used; but the key is one for PS512.
    private String relabelled(String used) {
        return jws.signed(used, Keys.RSA, jws.header(used, "ps512"), Jws.CLAIMS);
    }

    private String labelled(String said, String used) {
        return jws.signed(used, Keys.RSA, jws.header(said, "any"), Jws.CLAIMS);
    }

    /** Both groups rfc7520, without and with key_ops: 4 each. */
    List<Case> rfc7520() {
        return List.of(
                Case.accepting("Figure13", good("RS256", Keys.RSA)),
                Case.refusing("Figure20", jws.signed("PS384", Keys.RSA, jws.header("PS384", "rsa"), Jws.CLAIMS)),
                Case.refusing("Figure27", good("ES512", Keys.P_521)),
                Case.refusing("Figure35", good("HS256", Keys.SECRET)));
    }

    private String good(String algorithm, JWK key) {
        return jws.good(algorithm, key);
    }

    private Case pss(String name, Step step, UnaryOperator<byte[]> change) {
        return Case.refusing(name, pss(Map.of(step, change), "PS256"), pss(Map.of(step, change), "RS256"));
    }

    private String pss(Map<Step, UnaryOperator<byte[]>> changes, String said) {
        String input = input(said);
        String encoded = HEX.formatHex(new PssEncoding(changes).of(input));
        return input + "." + Jws.segment(Pkcs1Paddings.power(encoded));
    }

    private Case numbered(String name, byte[] signature) {
        String segment = "." + Jws.segment(signature);
        return Case.refusing(name, input("PS256") + segment, input("RS256") + segment);
    }

    private String input(String algorithm) {
        return Jws.segment(jws.header(algorithm, "any")) + "."
                + Jws.segment(Jws.CLAIMS.getBytes(StandardCharsets.UTF_8));
    }

    private static UnaryOperator<byte[]> flipping(int bit) {
        return bytes -> {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (0x80 >> bit % 8);
            return flipped;
        };
    }
}

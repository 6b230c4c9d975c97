package dev.latchkey.auth.wycheproof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signatures of ES256 whose two numbers are out of range, or written at another length. */
final class EcdsaValues {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger ORDER =
            Keys.EC.getCurve().toECParameterSpec().getOrder();
    private static final BigInteger OVERFLOW = BigInteger.ONE.shiftLeft(256);

    private final String token;
    private final BigInteger r;
    private final BigInteger s;

    EcdsaValues(Jws jws) {
        token = jws.good("ES256", Keys.EC);
        String signature = HEX.formatHex(Jws.decoded(Jws.parts(token).get(2)));
        r = new BigInteger(signature.substring(0, 64), 16);
        s = new BigInteger(signature.substring(64), 16);
    }

    /** Group SpecialCaseEs256: 24. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>(List.of(
                // Whoever has r and s has r and n - s too; it signs the same text.
                Case.accepting("valid", signed(hex(r, 32) + hex(ORDER.subtract(s), 32))),
                refused("SignatureTooLong", hex(r, 33) + hex(s, 33)),
                refused("TrailingZeros", hex(r, 32) + "00" + hex(s, 32) + "00"),
                refused("RisTooBig", hex(r.add(ORDER), 33) + hex(s, 33)),
                refused("SisTooBig", hex(r, 33) + hex(s.add(ORDER), 33)),
                refused("IntegerOverflow", hex(r.add(OVERFLOW), 33) + hex(s.add(OVERFLOW), 33)),
                refused("IntegerOverflow", hex(r, 33) + hex(s.add(OVERFLOW), 33)),
                refused("BufferOverflow", hex(r, 256) + hex(s, 256))));
        Map<String, BigInteger> edges = new LinkedHashMap<>();
        edges.put("Zero", BigInteger.ZERO);
        edges.put("One", BigInteger.ONE);
        edges.put("Nminus1", ORDER.subtract(BigInteger.ONE));
        edges.put("N", ORDER);
        edges.forEach((first, x) -> edges.forEach(
                (second, y) -> cases.add(refused("rIs" + first + "_sIs" + second, hex(x, 32) + hex(y, 32)))));
        return cases;
    }

    private Case refused(String name, String signature) {
        return Case.refusing(name, signed(signature));
    }

    private String signed(String signature) {
        return Jws.with(token, HEX.parseHex(signature));
    }

    private static String hex(BigInteger number, int length) {
        String digits = number.toString(16);
        return "0".repeat(2 * length - digits.length()) + digits;
    }
}

package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.jwk.JWK;
import java.util.ArrayList;
import java.util.List;

/**
 * What no strict reader of base64url takes, and what it has to take.
 *
 * <p>The set has these cases with HS256, which is not ours; each is made with ES256 too. It marks two of them as valid that
 * no strict reader takes (a foreign character within a part), which are refused here.
 */
final class Spellings {
    private final Jws jws;

    Spellings(Jws jws) {
        this.jws = jws;
    }

    /** Group base64: 21. */
    List<Case> cases() {
        List<Case> hmac = with("HS256", Keys.SECRET);
        List<Case> ecdsa = with("ES256", Keys.EC);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < hmac.size(); i++) {
            Case ours = ecdsa.get(i);
            List<String> refused = new ArrayList<>(ours.refused());
            refused.addAll(hmac.get(i).accepted());
            refused.addAll(hmac.get(i).refused());
            cases.add(new Case(ours.name(), ours.accepted(), refused, List.of()));
        }
        return cases;
    }

    private List<Case> with(String algorithm, JWK key) {
        String good = jws.good(algorithm, key);
        List<String> parts = Jws.parts(good);
        String header = parts.get(0);
        String payload = parts.get(1);
        String start = Jws.input(good) + ".";
        String signature = parts.get(2);
        // One byte more than a multiple of three, so that the last character has bits to spare.
        String unevenPayload = Jws.segment(Jws.CLAIMS + " ".repeat((4 - Jws.CLAIMS.length() % 3) % 3));
        String uneven = header + "." + unevenPayload;
        String otherBits = uneven.substring(0, uneven.length() - 1) + (char) (uneven.charAt(uneven.length() - 1) + 1);
        return List.of(
                Case.accepting("ValidMac", good),
                Case.accepting("ValidEdgeCaseMac", signatureFrom('A', algorithm, key)),
                Case.accepting("ValidEdgeCaseMac", signatureFrom('_', algorithm, key)),
                Case.refusing("rejectsSpacesInMac", start + "    " + signature),
                Case.refusing("rejectsInvalidCharacterInsertedInMac", start + "?" + signature),
                Case.refusing("rejectsInvalidCharacterInsertedInMac", good + "?"),
                Case.refusing("rejects0ReplacedbyInvalidCharacter", start + "?" + signature.substring(1)),
                Case.refusing("rejectsInvalidCharacters", start + "????" + signature.substring(4)),
                refused("spacesInHeader", algorithm, key, header + "    ." + payload),
                refused("invalidCharactersInHeader", algorithm, key, header + "####." + payload),
                refused("invalidBase64Padding", algorithm, key, header + "=." + payload),
                refused("spacesInPayload", algorithm, key, header + ".    " + payload),
                refused("invalidCharactersInPayload", algorithm, key, header + ".####" + payload),
                refused("invalidBase64PaddingInPayload", algorithm, key, uneven + "=="),
                refused("InvalidCharacterInPayload", algorithm, key, header + ".?" + payload),
                Case.refusing("InvalidCharacterInsertedInHeader", inserted(good, header.length() - 1)),
                Case.refusing("InvalidCharacterInsertedInPayload", inserted(good, start.length() - 1)),
                Case.refusing(
                        "ModifiedUnusedBitsInPayload",
                        otherBits + "." + Jws.segment(Jws.signature(algorithm, key, uneven))),
                refused("MacOfIncorrectlyEncodedMessage", algorithm, key, otherBits),
                Case.accepting("ValidSpacesInJsonHeader", spaced(algorithm, key, " ")),
                Case.accepting("ValidWhiteSpaceInJsonHeader", spaced(algorithm, key, "\n\t")));
    }

    private String signatureFrom(char first, String algorithm, JWK key) {
        for (int i = 0; ; i++) {
            String claims = Jws.CLAIMS.replace("}", ",\"jti\":\"" + i + "\"}");
            String token = jws.signed(algorithm, key, jws.header(algorithm, key.getKeyID()), claims);
            if (Jws.parts(token).get(2).charAt(0) == first) {
                return token;
            }
        }
    }

    private String spaced(String algorithm, JWK key, String space) {
        String header =
                jws.header(algorithm, key.getKeyID()).replace(",", "," + space).replace("{", "{" + space);
        return jws.signed(algorithm, key, header, Jws.CLAIMS);
    }

    private static Case refused(String name, String algorithm, JWK key, String input) {
        return Case.refusing(name, Jws.signedInput(algorithm, key, input));
    }

    private static String inserted(String token, int position) {
        return token.substring(0, position) + "?" + token.substring(position);
    }
}

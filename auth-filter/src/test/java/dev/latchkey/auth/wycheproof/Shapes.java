package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import java.util.ArrayList;
import java.util.List;

/** Tokens with parts changed, missing or added, and tokens that bring their own key. */
final class Shapes {
    private final Jws jws;

    Shapes(Jws jws) {
        this.jws = jws;
    }

    /** Groups hs256 or jws_aes: 17. No HMAC is an algorithm of ours; the last four stand for ES256 too. */
    List<Case> hmac() {
        List<Case> cases = new ArrayList<>(of("HS256", Keys.SECRET));
        String hmac = jws.good("HS256", Keys.SECRET);
        String ecdsa = jws.good("ES256", Keys.EC);
        cases.add(Case.refusing("rejectsExtraEmptyComponent", hmac + ".", ecdsa + "."));
        cases.add(Case.refusing("rejectsExtraComponent", hmac + ".foo", ecdsa + ".foo"));
        cases.add(Case.refusing("rejectsNoneAlgorithmAndMissingSignature", unsigned("secret"), unsigned("ec")));
        cases.add(Case.refusing("rejectsValidJsonSerialization", inJson(hmac), inJson(ecdsa)));
        return cases;
    }

    /** Groups es256 or jws_ec: 15. */
    List<Case> ecdsa() {
        List<Case> cases = new ArrayList<>(of("ES256", Keys.EC));
        OctetSequenceKey confused = new OctetSequenceKey.Builder(Keys.EC.getX().decode()).build();
        ECKey stranger = Keys.ec(Curve.P_256, "ec");
        String header = jws.header("ES256", "ec");
        String bringingItsKey = header.substring(0, header.length() - 1) + ",\"jwk\":"
                + stranger.toPublicJWK().toJSONString() + "}";
        cases.add(Case.refusing(
                "rejectsSymmetryConfusionAttacks_aesKeyFromEcVerificationKeyBytes",
                jws.signed("HS256", confused, jws.header("HS256", "ec"), Jws.CLAIMS)));
        cases.add(Case.refusing(
                "rejectsAttackerProvidedEmbeddedJwk", jws.signed("ES256", stranger, bringingItsKey, Jws.CLAIMS)));
        return cases;
    }

    /** Groups rs256 or jws_rsa: 13. */
    List<Case> rsa() {
        return of("RS256", Keys.RSA);
    }

    private List<Case> of(String algorithm, JWK key) {
        String good = jws.good(algorithm, key);
        List<String> parts = Jws.parts(good);
        String header = parts.get(0);
        String payload = parts.get(1);
        String signature = parts.get(2);
        String otherPayload = Jws.segment(Jws.CLAIMS.replace("42", "43"));
        String otherHeader = Jws.segment(jws.header(algorithm, "Xid"));
        return List.of(
                algorithm.equals("HS256") ? Case.refusing("acceptsValid", good) : Case.accepting("acceptsValid", good),
                Case.refusing("rejectsModifiedSignature", header + "." + payload + "." + Jws.modified(signature)),
                Case.refusing("rejectsMissingSignature", header + "." + payload + "."),
                Case.refusing("rejectsMissingSignatureAndSeparator", header + "." + payload),
                Case.refusing("rejectsModifiedPayload", header + "." + otherPayload + "." + signature),
                Case.refusing("rejectsMissingPayload", header + ".." + signature),
                Case.refusing("rejectsMissingPayloadAndSeparator", header + "." + signature),
                Case.refusing("rejectsModifiedHeader", otherHeader + "." + payload + "." + signature),
                Case.refusing("rejectsMissingHeader", "." + payload + "." + signature),
                Case.refusing("rejectsMissingHeaderAndSeparator", payload + "." + signature),
                Case.refusing("rejectsMissingHeaderAndSignature", "." + payload + "."),
                Case.refusing("rejectsMissingHeaderSignatureAndSeparators", payload),
                Case.refusing("rejectsEmptyString", ""));
    }

    private String unsigned(String keyId) {
        return Jws.segment(jws.header("none", keyId)) + "." + Jws.segment(Jws.CLAIMS) + ".";
    }

    static String inJson(String token) {
        List<String> parts = Jws.parts(token);
        return "{\"payload\":\"" + parts.get(1) + "\",\"signatures\":[{\"protected\":\"" + parts.get(0)
                + "\",\"header\":{\"unknown\":\"untrustworthy\"},\"signature\":\"" + parts.get(2) + "\"}]}";
    }
}

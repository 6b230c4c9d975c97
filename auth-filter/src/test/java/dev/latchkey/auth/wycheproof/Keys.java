package dev.latchkey.auth.wycheproof;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys that the cases are made with, generated once. */
final class Keys {
    static final ECKey EC = ec(Curve.P_256, "ec");
    static final ECKey P_384 = ec(Curve.P_384, "p384");
    static final ECKey P_521 = ec(Curve.P_521, "p521");
    static final RSAKey RSA = rsa();
    static final OctetSequenceKey SECRET = secret("secret", 32);

    /** One key of each kind; that of RSA a second time, as "any", for whatever algorithm. */
    static final List<Map<String, Object>> ALL = List.of(
            changed(EC, Map.of("alg", "ES256", "use", "sig")),
            changed(RSA, Map.of("alg", "RS256", "use", "sig")),
            changed(RSA, Map.of("kid", "any")),
            changed(RSA, Map.of("kid", "ps512", "alg", "PS512", "use", "sig")),
            changed(P_521, Map.of("alg", "ES512")),
            SECRET.toJSONObject());

    private Keys() {}

    /** The public members with some of them changed. */
    static Map<String, Object> changed(JWK key, Map<String, Object> changes) {
        Map<String, Object> members = new HashMap<>(key.toPublicJWK().toJSONObject());
        members.putAll(changes);
        return members;
    }

    /** A shared secret as a key of a set, of the numbers from 0. */
    static OctetSequenceKey secret(String keyId, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return new OctetSequenceKey.Builder(bytes).keyID(keyId).build();
    }

    static ECKey ec(Curve curve, String keyId) {
        try {
            return new ECKeyGenerator(curve).keyID(keyId).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}

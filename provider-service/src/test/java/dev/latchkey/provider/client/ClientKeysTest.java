package dev.latchkey.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.latchkey.testing.Attack;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientKeysTest {
    private final ECKey ec;
    private final RSAKey rsa;

    ClientKeysTest() throws Exception {
        ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        rsa = new RSAKeyGenerator(2048).keyID("rsa").generate();
    }

    @Test
    void takesPublicKeysOfBothKinds() {
        assertThat(ClientKeys.Inline.parse(set(json(ec), json(rsa))).jwks()).contains("\"ec\"", "\"rsa\"");
    }

    @Test
    @Attack(185)
    void refusesPrivateAndSymmetricKeys() {
        for (String key :
                List.of(ec.toJSONString(), rsa.toJSONString(), "{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"c2VjcmV0\"}")) {
            assertRefused("Key 1 of the JWK set is private or symmetric", key);
        }
    }

    @Test
    @Attack(185)
    void refusesTwoKeysOfOneId() {
        assertRefused("Two keys of the JWK set have the same kid", json(ec), json(ec));
    }

    @Test
    @Attack(185)
    void refusesRsaKeysOfBadSizesAndExponents() {
        for (int bits : List.of(512, 1024, 16_384)) {
            Base64URL modulus =
                    Base64URL.encode(BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.ONE));
            assertRefused("Key 1 of the JWK set cannot be used", rsa(modulus, "AQAB"));
        }
        assertRefused("Key 1 of the JWK set cannot be used", rsa(rsa.getModulus(), "AQ"));
    }

    @Test
    @Attack(185)
    void refusesAPointThatIsNotOnTheCurve() {
        String off = json(ec).replace(ec.getY().toString(), ec.getX().toString());

        assertRefused("Key 1 of the JWK set cannot be used", off);
    }

    private static String rsa(Base64URL modulus, String exponent) {
        return "{\"kty\":\"RSA\",\"kid\":\"rsa\",\"n\":\"" + modulus + "\",\"e\":\"" + exponent + "\"}";
    }

    private static String json(com.nimbusds.jose.jwk.JWK key) {
        return key.toPublicJWK().toJSONString();
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static void assertRefused(String reason, String... keys) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientKeys.Inline.parse(set(keys)))
                .withMessageContaining(reason);
    }
}

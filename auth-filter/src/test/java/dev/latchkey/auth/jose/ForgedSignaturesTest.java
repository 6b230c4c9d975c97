package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.auth.Attack;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Signatures as an attacker makes them who knows how verifiers have failed before. */
class ForgedSignaturesTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    private static final String SHA_256 = "3031300d060960864801650304020105000420";
    private static final int LENGTH = 256;
    private static final Map<String, Object> CLAIMS = Map.of("sub", "a");

    @Attack(165)
    @Test
    void refusesForgedEcdsaSignatures() throws Exception {
        SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);
        JwtVerifier verifier = verifier(key.toPublicJwk());
        String token = new JwtSigner(key).sign("at+jwt", CLAIMS);
        byte[] good = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        String r = HEX.formatHex(good, 0, 32);
        String s = HEX.formatHex(good, 32, 64);
        String zero = "00".repeat(32);
        String one = "00".repeat(31) + "01";
        String der = HEX.formatHex(ECDSA.transcodeSignatureToDER(good));

        assertThat(verifier.verify(with(token, good))).isInstanceOf(JwtVerification.Verified.class);
        for (String forged : List.of(
                zero + zero,
                zero + s,
                r + zero,
                ORDER + ORDER,
                ORDER + s,
                r + ORDER,
                ORDER + zero,
                zero + ORDER,
                one + one,
                "ff".repeat(64),
                s + r,
                der,
                der + "00",
                r + s + "00",
                "00" + r + s,
                "00" + r + "00" + s,
                r + s.substring(2),
                r,
                "",
                zero + zero + zero)) {
            assertThat(verifier.verify(with(token, HEX.parseHex(forged))))
                    .as(forged)
                    .isInstanceOf(JwtVerification.Refused.class);
        }
    }

    @Attack(166)
    @Test
    void refusesRsaSignaturesWithAnotherPadding() throws Exception {
        SigningKey key = SigningKey.generate(SigningAlgorithm.RS256);
        RSAPrivateKey secret = RSAKey.parse(key.toPrivateJwk()).toRSAPrivateKey();
        JwtVerifier verifier = verifier(key.toPublicJwk());
        String token = new JwtSigner(key).sign("at+jwt", CLAIMS);
        String hash = hashOf(token);

        assertThat(verifier.verify(with(token, signed(secret, padded("0001", "ff", "00" + SHA_256 + hash)))))
                .isInstanceOf(JwtVerification.Verified.class);
        for (String forged : List.of(
                padded("0002", "ff", "00" + SHA_256 + hash),
                padded("0000", "ff", "00" + SHA_256 + hash),
                padded("0001", "00", "00" + SHA_256 + hash),
                padded("0001", "ee", "00" + SHA_256 + hash),
                padded("0001", "ff", "ff" + SHA_256 + hash),
                padded("0001", "ff", "00" + hash),
                padded("0001", "ff", "00" + SHA_256 + hash + "00"),
                padded("0001ffffffffffffffff00" + SHA_256 + hash, "00", ""),
                padded("0001ffffffffffffffff00" + SHA_256 + hash, "a5", ""),
                padded("000100" + SHA_256 + hash, "a5", ""),
                padded("0001", "ff", "00" + SHA_256.replace("0201", "0203") + hash),
                padded("0001", "ff", "00" + SHA_256.replace("0201", "0204") + hash),
                padded("0001", "ff", "003021300906052b0e03021a05000414" + hash.substring(0, 40)),
                padded("0001", "ff", "003051300d060960864801650304020305000440" + hash + hash),
                padded("0001", "ff", "003033300f0609608648016503040201" + "0502aabb0420" + hash),
                padded("0001", "ff", "003081" + SHA_256.substring(2) + hash))) {
            assertThat(verifier.verify(with(token, signed(secret, forged))))
                    .as(forged)
                    .isInstanceOf(JwtVerification.Refused.class);
        }
    }

    @Attack(166)
    @Test
    void refusesRsaSignaturesOfAnotherLength() throws Exception {
        SigningKey key = SigningKey.generate(SigningAlgorithm.RS256);
        JwtVerifier verifier = verifier(key.toPublicJwk());
        String token = new JwtSigner(key).sign("at+jwt", CLAIMS);
        byte[] good = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
        BigInteger modulus = RSAKey.parse(key.toPublicJwk()).getModulus().decodeToBigInteger();
        byte[] beyondTheModulus = new BigInteger(1, good).add(modulus).toByteArray();

        for (byte[] forged : List.of(
                Arrays.copyOf(good, LENGTH + 1),
                HEX.parseHex("00" + HEX.formatHex(good)),
                Arrays.copyOf(good, LENGTH - 1),
                beyondTheModulus,
                new byte[LENGTH],
                new byte[0])) {
            assertThat(verifier.verify(with(token, forged))).isInstanceOf(JwtVerification.Refused.class);
        }
    }

    // Whoever reads the hash from the left and no further can be served without the key, by a cube root.
    @Attack(166)
    @Test
    void refusesACubeRootForASignature() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(LENGTH * 8, RSAKeyGenParameterSpec.F0));
        RSAKey key = new RSAKey.Builder(
                        (RSAPublicKey) generator.generateKeyPair().getPublic())
                .keyID("cube")
                .build();
        String input = RawJwt.segment("{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"cube\"}") + "."
                + RawJwt.segment("{\"sub\":\"a\"}");
        String wanted = "0001ffffffffffffffff00" + SHA_256 + hashOf(input + ".");
        BigInteger root = cubeRoot(new BigInteger(padded(wanted, "ff", ""), 16));

        assertThat(HEX.formatHex(bytes(root.pow(3)))).startsWith(wanted);
        assertThat(verifier(key.toJSONObject()).verify(input + "." + RawJwt.segment(bytes(root))))
                .isInstanceOf(JwtVerification.Refused.class);
    }

    private static BigInteger cubeRoot(BigInteger cube) {
        BigInteger root = BigInteger.ZERO;
        for (int bit = cube.bitLength() / 3 + 1; bit >= 0; bit--) {
            BigInteger next = root.setBit(bit);
            root = next.pow(3).compareTo(cube) <= 0 ? next : root;
        }
        return root;
    }

    private static byte[] signed(RSAPrivateKey key, String message) {
        return bytes(new BigInteger(message, 16).modPow(key.getPrivateExponent(), key.getModulus()));
    }

    private static String padded(String start, String filling, String end) {
        return start + filling.repeat(LENGTH - (start.length() + end.length()) / 2) + end;
    }

    private static byte[] bytes(BigInteger number) {
        String digits = number.toString(16);
        return HEX.parseHex("0".repeat(2 * LENGTH - digits.length()) + digits);
    }

    private static String hashOf(String token) throws Exception {
        byte[] input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(input));
    }

    private static String with(String token, byte[] signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + RawJwt.segment(signature);
    }

    private static JwtVerifier verifier(Map<String, Object> key) {
        return new JwtVerifier(
                new LocalJwkSet(() -> List.of(key)),
                Set.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256),
                Set.of("at+jwt"));
    }
}

package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.Contract;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Contract(103)
class JwtVerifierTest {
    private static final SigningKey EC = SigningKey.generate(SigningAlgorithm.ES256);
    private static final SigningKey RSA = SigningKey.generate(SigningAlgorithm.RS256);
    private static final String GOOD_HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"" + EC.keyId() + "\"}";

    private final JwtVerifier verifier = verifier(List.of(EC.toPublicJwk(), RSA.toPublicJwk()));

    @ParameterizedTest
    @EnumSource
    void acceptsAGoodToken(SigningAlgorithm algorithm) {
        SigningKey key = algorithm == SigningAlgorithm.ES256 ? EC : RSA;

        assertThat(verifier.verify(new JwtSigner(key).sign("at+jwt", Map.of("sub", "a"))))
                .isEqualTo(new JwtVerification.Verified(Map.of("sub", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/AT+jwt"})
    void readsTheTypeAsAMediaType(String type) {
        assertThat(verifier.verify(new JwtSigner(EC).sign(type, Map.of("sub", "a"))))
                .isInstanceOf(JwtVerification.Verified.class);
    }

    @Attack(181)
    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "logout+jwt", "dpop+jwt", "", "at+jwt ", "application/application/at+jwt"})
    void refusesAnotherType(String type) {
        assertRefused(new JwtSigner(EC).sign(type, Map.of("sub", "a")));
    }

    @Attack(162)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"none\"",
                "\"None\"",
                "\"nOnE\"",
                "\"\"",
                "null",
                "0",
                "[\"ES256\"]",
                "\"es256\"",
                "\"ES384\"",
                "\"HS256\""
            })
    void refusesAnotherAlgorithm(String alg) throws Exception {
        String header = GOOD_HEADER.replace("\"ES256\"", alg);

        assertRefused(RawJwt.signed(EC, header, "{\"sub\":\"a\"}"));
        assertRefused(RawJwt.segment(header) + "." + RawJwt.segment("{\"sub\":\"a\"}") + ".");
    }

    @Attack(162)
    @Test
    void refusesAMissingAlgorithm() throws Exception {
        assertRefused(RawJwt.signed(EC, GOOD_HEADER.replace("\"alg\":\"ES256\",", ""), "{}"));
    }

    @Attack({163, 164})
    @Test
    void refusesHmacKeyedWithThePublicKey() throws Exception {
        RSAKey key = RSAKey.parse(RSA.toPublicJwk());
        byte[] der = key.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        List<byte[]> secrets = List.of(
                der,
                pem.getBytes(StandardCharsets.UTF_8),
                (" " + pem).getBytes(StandardCharsets.UTF_8),
                key.toJSONString().getBytes(StandardCharsets.UTF_8),
                key.getModulus().decode(),
                new byte[32]);

        for (byte[] secret : secrets) {
            JWSObject forged = new JWSObject(header(JWSAlgorithm.HS256, RSA), new Payload("{\"sub\":\"a\"}"));
            forged.sign(new MACSigner(secret));
            assertRefused(forged.serialize());
        }
    }

    @Attack(167)
    @Test
    void refusesAnAlgorithmThatIsNotTheKeys() throws Exception {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.PS256, JWSAlgorithm.RS512)) {
            JWSObject jwt = new JWSObject(header(algorithm, RSA), new Payload("{\"sub\":\"a\"}"));
            jwt.sign(new RSASSASigner(RSAKey.parse(RSA.toPrivateJwk())));
            assertRefused(jwt.serialize());
        }
        assertRefused(RawJwt.signed(EC, GOOD_HEADER.replace("ES256", "RS256"), "{\"sub\":\"a\"}"));
    }

    @Attack(165)
    @Test
    void refusesForgedEcdsaSignatures() {
        String token = new JwtSigner(EC).sign("at+jwt", Map.of("sub", "a"));
        byte[] order =
                new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16).toByteArray();
        byte[] orderTwice = new byte[64];
        System.arraycopy(order, 1, orderTwice, 0, 32);
        System.arraycopy(order, 1, orderTwice, 32, 32);
        byte[] der = new byte[70];
        Arrays.fill(der, (byte) 1);
        der[0] = 0x30;

        for (byte[] signature :
                List.of(new byte[64], orderTwice, new byte[63], new byte[65], new byte[132], der, new byte[1])) {
            assertRefused(withSignature(token, RawJwt.segment(signature)));
        }
    }

    @Attack(166)
    @Test
    void refusesForgedRsaSignatures() {
        String token = new JwtSigner(RSA).sign("at+jwt", Map.of("sub", "a"));
        byte[] ones = new byte[256];
        Arrays.fill(ones, (byte) 1);

        for (byte[] signature : List.of(new byte[256], ones, new byte[255], new byte[257], new byte[1])) {
            assertRefused(withSignature(token, RawJwt.segment(signature)));
        }
    }

    @Attack(168)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"../../dev/null\"",
                "\"' OR 1=1\"",
                "\"http://evil.example/k\"",
                "\"a\\nb\"",
                "\"\\u0000\"",
                "\"\"",
                "1",
                "null"
            })
    void refusesAnUnknownKeyId(String kid) throws Exception {
        assertRefused(RawJwt.signed(EC, "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":" + kid + "}", "{}"));
    }

    @Attack(168)
    @Test
    void refusesAMissingKeyId() throws Exception {
        assertRefused(RawJwt.signed(EC, "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", "{\"sub\":\"a\"}"));
    }

    @Attack(169)
    @Test
    void neverUsesAKeyFromTheHeader() throws Exception {
        SigningKey evil = SigningKey.generate(SigningAlgorithm.ES256);
        try (ServerSocketChannel attacker = ServerSocketChannel.open()) {
            attacker.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            attacker.configureBlocking(false);
            String there = "http://127.0.0.1:" + attacker.socket().getLocalPort() + "/";
            for (String member : List.of(
                    "\"jku\":\"" + there + "\"",
                    "\"x5u\":\"" + there + "\"",
                    "\"x5c\":[\"MIIB\"]",
                    "\"jwk\":" + dev.latchkey.auth.LocalIssuer.json(evil))) {
                String header = GOOD_HEADER.replace("}", "," + member + "}");
                assertRefused(RawJwt.signed(evil, header, "{\"sub\":\"a\"}"));
                assertRefused(RawJwt.signed(evil, header.replace(EC.keyId(), evil.keyId()), "{\"sub\":\"a\"}"));
            }
            assertThat(attacker.accept()).isNull();
        }
    }

    @Attack(170)
    @ParameterizedTest
    @ValueSource(
            strings = {"\"crit\":[\"x\"],\"x\":1", "\"crit\":[]", "\"crit\":[\"b64\"],\"b64\":false", "\"b64\":false"})
    void refusesExtensions(String extension) throws Exception {
        assertRefused(RawJwt.signed(EC, GOOD_HEADER.replace("}", "," + extension + "}"), "{\"sub\":\"a\"}"));
    }

    @Attack({171, 172, 173, 174})
    @Test
    void refusesOtherForms() throws Exception {
        String good = new JwtSigner(EC).sign("at+jwt", Map.of("sub", "a"));
        String[] parts = good.split("\\.", -1);
        String jwe = RawJwt.segment(
                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":2147483647,\"zip\":\"DEF\"}");

        for (String token : List.of(
                "",
                ".",
                "..",
                "...",
                "....",
                parts[0],
                parts[0] + "." + parts[1],
                good + ".",
                "." + good,
                good + ".x",
                parts[0] + ".." + parts[2],
                "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                jwe + ".a.b.c.d",
                ".".repeat(100_000),
                "{\"payload\":\"e30\",\"signatures\":[]}")) {
            assertRefused(token);
        }
    }

    @Attack({171, 174})
    @Test
    void refusesATokenInAnotherWrapping() throws Exception {
        String good = new JwtSigner(RSA).sign("at+jwt", Map.of("sub", "a"));
        String[] parts = good.split("\\.", -1);
        String unsigned =
                RawJwt.segment("{\"alg\":\"none\",\"typ\":\"at+jwt\"}") + "." + RawJwt.segment("{\"sub\":\"a\"}") + ".";
        String signature = "\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2] + "\"}";
        String nested = encrypted(good);
        for (int i = 1; i < 10; i++) {
            nested = encrypted(nested);
        }

        for (String token : List.of(
                encrypted(unsigned),
                encrypted(good),
                nested,
                "{\"payload\":\"" + parts[1] + "\"," + signature,
                "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{" + signature + "]}")) {
            assertRefused(token);
        }
    }

    private static String encrypted(String token) throws Exception {
        JWEHeader header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                .type(new JOSEObjectType("at+jwt"))
                .contentType("JWT")
                .keyID(RSA.keyId())
                .build();
        JWEObject wrapped = new JWEObject(header, new Payload(token));
        wrapped.encrypt(new RSAEncrypter(RSAKey.parse(RSA.toPublicJwk())));
        return wrapped.serialize();
    }

    @Attack({168, 172, 173})
    @Test
    void refusesHugeTokensUnread() {
        String huge = "a".repeat(1_000_000);
        assertRefused(RawJwt.segment(GOOD_HEADER.replace(EC.keyId(), huge)) + ".e30.e30");

        Assertions.assertTimeout(Duration.ofMillis(500), () -> {
            for (int i = 0; i < 1000; i++) {
                assertRefused(huge);
            }
        });
    }

    @Attack(175)
    @Test
    void acceptsOneSpellingOfATokenOnly() {
        String good = new JwtSigner(EC).sign("at+jwt", Map.of("sub", "a"));
        char last = good.charAt(good.length() - 1);
        String otherBits = good.substring(0, good.length() - 1) + (char) (last + 1);

        for (String token : List.of(
                good + "=",
                good + "==",
                good + " ",
                " " + good,
                good + "\n",
                otherBits,
                good.replace('-', '+').replace('_', '/') + "+",
                good.replaceFirst("\\.", "=."))) {
            assertRefused(token);
        }
    }

    @Attack({176, 177})
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"a\",\"sub\":\"b\"}",
                "{\"a\":{\"x\":1,\"x\":2}}",
                "{\"aud\":\"a\",\"\\u0061ud\":\"b\"}",
                "[]",
                "null",
                "\"a\"",
                "1",
                "",
                "{}{}",
                "{\"a\":NaN}",
                "{'a':1}",
                "{\"a\":1,}",
                "{/**/}"
            })
    void refusesAPayloadThatIsNotOnePlainObject(String payload) throws Exception {
        assertRefused(RawJwt.signed(EC, GOOD_HEADER, payload));
    }

    @Attack(177)
    @Test
    void refusesDuplicateHeaderMembers() throws Exception {
        assertRefused(RawJwt.signed(EC, GOOD_HEADER.replace("{", "{\"alg\":\"none\","), "{\"sub\":\"a\"}"));
    }

    @Attack(176)
    @Test
    void refusesDeepAndLongJson() throws Exception {
        assertRefused(RawJwt.signed(EC, GOOD_HEADER, "{\"a\":" + "[".repeat(3000) + "]".repeat(3000) + "}"));
        assertRefused(RawJwt.signed(EC, GOOD_HEADER, "{\"exp\":1" + "0".repeat(8000) + "}"));
    }

    @Attack({167, 185})
    @Test
    void usesNoKeyThatIsNotMeantForSignatures() {
        String token = new JwtSigner(EC).sign("at+jwt", Map.of("sub", "a"));

        assertThat(verifier(List.of(changed(EC, "use", "enc"))).verify(token))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(verifier(List.of(changed(EC, "alg", "ES384"))).verify(token))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(verifier(List.of(changed(EC, "x", "AAAA"))).verify(token))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(verifier(List.of(changed(EC, "key_ops", List.of("encrypt")))).verify(token))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(verifier(List.of(EC.toPublicJwk(), EC.toPublicJwk())).verify(token))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(verifier(List.of(Map.of("kty", "oct", "k", "AAAA", "kid", EC.keyId())))
                        .verify(token))
                .isInstanceOf(JwtVerification.Refused.class);
    }

    @Test
    void honoursTheAllowList() {
        JwtVerifier rsaOnly = new JwtVerifier(
                new LocalJwkSet(() -> List.of(EC.toPublicJwk(), RSA.toPublicJwk())),
                Set.of(SigningAlgorithm.RS256),
                Set.of("at+jwt"));

        assertThat(rsaOnly.verify(new JwtSigner(EC).sign("at+jwt", Map.of())))
                .isInstanceOf(JwtVerification.Refused.class);
        assertThat(rsaOnly.verify(new JwtSigner(RSA).sign("at+jwt", Map.of())))
                .isInstanceOf(JwtVerification.Verified.class);
    }

    private void assertRefused(String token) {
        assertThat(verifier.verify(token)).isInstanceOf(JwtVerification.Refused.class);
    }

    private static JwtVerifier verifier(List<Map<String, Object>> jwks) {
        return new JwtVerifier(new LocalJwkSet(() -> jwks), EnumSet.allOf(SigningAlgorithm.class), Set.of("at+jwt"));
    }

    private static Map<String, Object> changed(SigningKey key, String member, Object value) {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJwk());
        jwk.put(member, value);
        return jwk;
    }

    private static JWSHeader header(JWSAlgorithm algorithm, SigningKey key) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.keyId())
                .build();
    }

    private static String withSignature(String token, String signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + signature;
    }
}

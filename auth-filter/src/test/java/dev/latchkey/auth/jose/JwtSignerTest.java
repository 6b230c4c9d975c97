package dev.latchkey.auth.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import dev.latchkey.auth.Attack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtSignerTest {
    @ParameterizedTest
    @EnumSource
    void signsWhatAnIndependentVerifierAccepts(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);

        JWSObject jwt = JWSObject.parse(new JwtSigner(key).sign("at+jwt", Map.of("sub", "alice", "exp", 1234567890L)));

        assertThat(jwt.verify(verifier(JWK.parse(key.toPublicJwk())))).isTrue();
        assertThat(jwt.getHeader().toJSONObject())
                .containsOnly(
                        Map.entry("alg", algorithm.name()), Map.entry("typ", "at+jwt"), Map.entry("kid", key.keyId()));
        assertThat(jwt.getPayload().toJSONObject()).isEqualTo(Map.of("sub", "alice", "exp", 1234567890L));
    }

    @Test
    void signsTokensOfSeveralTypesInTurn() throws Exception {
        JwtSigner signer = new JwtSigner(SigningKey.generate(SigningAlgorithm.ES256));

        for (String type : new String[] {"at+jwt", "at+jwt", "statuslist+jwt", "at+jwt"}) {
            assertThat(JWSObject.parse(signer.sign(type, Map.of())).getHeader().getType())
                    .hasToString(type);
        }
    }

    @ParameterizedTest
    @EnumSource
    void signsAgainAfterTheKeyWasStored(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);

        SigningKey restored = SigningKey.parse(key.toPrivateJwk());

        assertThat(restored.keyId()).isEqualTo(key.keyId());
        assertThat(restored.algorithm()).isEqualTo(algorithm);
        JWSObject jwt = JWSObject.parse(new JwtSigner(restored).sign("JWT", Map.of()));
        assertThat(jwt.verify(verifier(JWK.parse(key.toPublicJwk())))).isTrue();
    }

    @Attack(184)
    @ParameterizedTest
    @EnumSource
    void publishesPublicMembersOnly(SigningAlgorithm algorithm) throws Exception {
        SigningKey key = SigningKey.generate(algorithm);

        assertThat(key.toPublicJwk().keySet()).isSubsetOf("kty", "crv", "x", "y", "n", "e", "kid", "use", "alg");
        assertThat(key.toPublicJwk()).containsEntry("use", "sig").containsEntry("alg", algorithm.name());
        assertThat(key.keyId())
                .isEqualTo(JWK.parse(key.toPrivateJwk()).computeThumbprint().toString());
    }

    @Attack(257)
    @Test
    void doesNotShowThePrivateKeyInToString() {
        SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);

        assertThat(key).hasToString("SigningKey[ES256 " + key.keyId() + "]");
    }

    @Test
    void refusesAPublicKey() throws Exception {
        String publicJwk = JWK.parse(SigningKey.generate(SigningAlgorithm.ES256).toPublicJwk())
                .toJSONString();

        assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.parse(publicJwk));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"kty\":\"oct\",\"k\":\"AAAA\"}", "{\"kty\":\"EC\",\"d\":\"secret\"}"})
    void refusesWhatIsNoSigningKeyWithoutQuotingIt(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SigningKey.parse(json))
                .withMessageStartingWith("This is not a usable signing key")
                .withNoCause();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void usesTheNativeProviderWhereItLoads() {
        assertThat(CryptoProviders.nativeProvider()).isPresent();
    }

    private static JWSVerifier verifier(JWK jwk) throws Exception {
        return "EC".equals(jwk.getKeyType().getValue())
                ? new ECDSAVerifier(jwk.toECKey())
                : new RSASSAVerifier(jwk.toRSAKey());
    }
}

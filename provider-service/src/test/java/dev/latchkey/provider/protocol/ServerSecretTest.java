package dev.latchkey.provider.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerSecretTest {
    private static final String TEXT = "correct horse battery staple 0123456789";

    @Test
    void derivesItsKeysAsRfc5869Says() throws GeneralSecurityException {
        byte[] expected = hkdf(TEXT.getBytes(UTF_8), "latchkey server secret".getBytes(UTF_8), "some label");

        assertThat(new ServerSecret(TEXT).aesKey("some label").getEncoded()).isEqualTo(expected);
        assertThat(new ServerSecret(TEXT).mac("some label", new byte[] {1, 2, 3}))
                .isEqualTo(hmac(expected, new byte[] {1, 2, 3}));
    }

    // RFC 5869 appendix A.1, cut to the one block that is used here: it vouches for the computation above.
    @Test
    void agreesWithTheVectorOfRfc5869() throws GeneralSecurityException {
        byte[] ikm = HexFormat.of().parseHex("0b".repeat(22));
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c");
        byte[] info = HexFormat.of().parseHex("f0f1f2f3f4f5f6f7f8f9");

        assertThat(HexFormat.of().formatHex(hkdf(ikm, salt, info)))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    @Test
    void derivesItsIdFromItself() throws GeneralSecurityException {
        byte[] key = hkdf(TEXT.getBytes(UTF_8), "latchkey server secret".getBytes(UTF_8), "latchkey secret id");

        assertThat(new ServerSecret(TEXT).id()).isEqualTo(ByteString.of(Arrays.copyOf(key, 4)));
        assertThat(new ServerSecret(TEXT + "!").id()).isNotEqualTo(new ServerSecret(TEXT).id());
    }

    @Test
    void givesEachLabelAKeyOfItsOwn() {
        ServerSecret secret = new ServerSecret(TEXT);
        Set<String> keys = IntStream.range(0, 100)
                .mapToObj(i -> HexFormat.of().formatHex(secret.mac("label " + i, new byte[0])))
                .collect(Collectors.toSet());

        assertThat(keys).hasSize(100);
    }

    @Test
    void computesTheSameInManyThreads() {
        ServerSecret secret = new ServerSecret(TEXT);
        List<String> macs = Collections.nCopies(500, "x").parallelStream()
                .map(data -> HexFormat.of().formatHex(secret.mac("label", data.getBytes(UTF_8))))
                .distinct()
                .toList();

        assertThat(macs).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "changeme",
                "0123456789abcdefghijklmnopqrstu",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "123456789123456789123456789123456789"
            })
    void refusesAWeakSecretWithoutRepeatingIt(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerSecret(text))
                .withMessage(
                        "A server secret has at least 32 random characters: make one with `openssl rand -base64 32`.");
    }

    @Test
    void showsItsIdAndNothingElse() {
        ServerSecret secret = new ServerSecret(TEXT);
        String id = HexFormat.of().formatHex(secret.id().bytes());

        assertThat(secret).hasToString("ServerSecret[" + id + "]");
        assertThat(new ServerSecrets(List.of(secret)).toString()).doesNotContain("horse");
    }

    private static byte[] hkdf(byte[] ikm, byte[] salt, String label) throws GeneralSecurityException {
        return hkdf(ikm, salt, label.getBytes(UTF_8));
    }

    private static byte[] hkdf(byte[] ikm, byte[] salt, byte[] info) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return hmac(hmac(salt, ikm), block);
    }

    private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
    }
}

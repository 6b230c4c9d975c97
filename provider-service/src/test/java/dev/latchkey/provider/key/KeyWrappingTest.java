package dev.latchkey.provider.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.latchkey.auth.jose.SigningAlgorithm;
import dev.latchkey.auth.jose.SigningKey;
import dev.latchkey.provider.protocol.ByteString;
import dev.latchkey.provider.protocol.ServerSecret;
import dev.latchkey.provider.protocol.ServerSecrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyWrappingTest {
    private static final ServerSecret FIRST = new ServerSecret("first secret 0123456789 abcdefghijklmnop");
    private static final ServerSecret SECOND = new ServerSecret("second secret 0123456789 abcdefghijklmno");

    private final KeyWrapping wrapping = wrapping(FIRST);
    private final SigningKey key = SigningKey.generate(SigningAlgorithm.ES256);

    @ParameterizedTest
    @EnumSource(SigningAlgorithm.class)
    void unwrapsWhatItWrapped(SigningAlgorithm algorithm) {
        SigningKey made = SigningKey.generate(algorithm);

        SigningKey read = wrapping.unwrap(row(made, wrapping.wrap(made)));

        assertThat(read.toPrivateJwk()).isEqualTo(made.toPrivateJwk());
        assertThat(read.algorithm()).isEqualTo(algorithm);
        assertThat(read.keyId()).isEqualTo(made.keyId());
    }

    @Test
    void wrapsDifferentlyEachTimeAndShowsNothing() {
        ByteString wrapped = wrapping.wrap(key);

        assertThat(wrapped).isNotEqualTo(wrapping.wrap(key));
        assertThat(new String(wrapped.bytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("\"d\"")
                .doesNotContain(key.keyId());
    }

    @Test
    void refusesADamagedKeyWhereverTheDamageIs() {
        byte[] wrapped = wrapping.wrap(key).bytes();
        for (int i = ServerSecret.ID_LENGTH; i < wrapped.length; i++) {
            byte[] damaged = wrapped.clone();
            damaged[i] ^= 1;
            assertDamaged(damaged);
        }
    }

    @Test
    void refusesAKeyThatWasCutShort() {
        byte[] wrapped = wrapping.wrap(key).bytes();
        for (int length : new int[] {0, 3, 4, 15, 16, 17, 31, wrapped.length - 1}) {
            assertDamaged(Arrays.copyOf(wrapped, length));
        }
    }

    @Test
    void refusesARowThatWasSwapped() {
        SigningKey other = SigningKey.generate(SigningAlgorithm.ES256);

        assertThatIllegalStateException()
                .isThrownBy(() -> wrapping.unwrap(row(other, wrapping.wrap(key))))
                .withMessageContaining(other.keyId() + " in the database is damaged");
    }

    @Test
    void saysWhatToAddWhenTheServerSecretIsUnknown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> wrapping(SECOND).unwrap(row(key, wrapping.wrap(key))))
                .withMessage("The signing key " + key.keyId() + " was wrapped under a server secret that is"
                        + " not in LATCHKEY_SECRET: add the secret that was in use before to the end of the list.");
    }

    @Test
    void unwrapsWhileTheOldServerSecretIsListed() {
        SigningKey read = wrapping(SECOND, FIRST).unwrap(row(key, wrapping.wrap(key)));

        assertThat(read.keyId()).isEqualTo(key.keyId());
    }

    private void assertDamaged(byte[] wrapped) {
        assertThatIllegalStateException()
                .isThrownBy(() -> wrapping.unwrap(row(key, ByteString.of(wrapped))))
                .withMessageContaining("The signing key " + key.keyId() + " in the database is damaged");
    }

    private static WrappedKey row(SigningKey key, ByteString wrapped) {
        return new WrappedKey(1, key.keyId(), wrapped, Instant.EPOCH, Instant.EPOCH);
    }

    private static KeyWrapping wrapping(ServerSecret... secrets) {
        return new KeyWrapping(new ServerSecrets(List.of(secrets)), new SecureRandom());
    }
}

package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Argon2idTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void hashesAsTheReferenceImplementationDoes() {
        byte[] hash = new Argon2id(256, 2).hash("password".getBytes(US_ASCII), "somesalt".getBytes(US_ASCII), 32);

        assertThat(HEX.formatHex(hash)).isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    }

    @Test
    void hashesAsAnotherImplementationDoesWhateverTheSizesAndWhatWasHashedBefore() {
        Random random = new Random(20_250_101);
        for (int i = 0; i < 40; i++) {
            int memory = 8 + random.nextInt(2_000);
            int passes = 1 + random.nextInt(4);
            int bytes = 4 + random.nextInt(124);
            byte[] password = bytes(random, 1 + random.nextInt(300));
            byte[] salt = bytes(random, 8 + random.nextInt(30));
            Argon2id argon2 = new Argon2id(memory, passes);

            assertThat(argon2.hash(salt, password, bytes)).hasSize(bytes);
            assertThat(argon2.hash(password, salt, bytes))
                    .as("%d KiB, %d passes, %d bytes", memory, passes, bytes)
                    .isEqualTo(Argon2Function.getInstance(memory, passes, 1, bytes, Argon2.ID)
                            .hash(password, salt)
                            .getBytes());
        }
    }

    @Test
    void hashesWithBlake2bAsItsSpecificationDoes() {
        assertThat(HEX.formatHex(Blake2b.hash(64, "abc".getBytes(US_ASCII))))
                .isEqualTo("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}

package dev.latchkey.provider.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SealedValuesTest {
    private static final ServerSecret OLD = new ServerSecret("b2xkLXNlY3JldC1mb3ItdGVzdHMtMDEyMzQ1Njc4OQ");
    private static final ServerSecret NEW = new ServerSecret("bmV3LXNlY3JldC1mb3ItdGVzdHMtMDEyMzQ1Njc4OQ");
    private static final RowId OWNER = new RowId(1, 2);

    private final SealedValues values = sealing("test", OLD);

    @Test
    void opensForItsOwnerOnly() {
        String text = values.seal(OWNER, "value".getBytes(UTF_8));

        assertThat(values.open(OWNER, text))
                .hasValueSatisfying(value -> assertThat(value).asString().isEqualTo("value"));
        assertThat(values.open(new RowId(1, 3), text)).isEmpty();
        assertThat(sealing("other", OLD).open(OWNER, text)).isEmpty();
        assertThat(values.seal(OWNER, "value".getBytes(UTF_8))).isNotEqualTo(text);
    }

    @Test
    void opensNothingThatWasChanged() {
        String text = values.seal(OWNER, new byte[0]);

        for (int i = 0; i < text.length() - 1; i++) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(values.open(OWNER, text.substring(0, i) + other + text.substring(i + 1)))
                    .isEmpty();
            assertThat(values.open(OWNER, text.substring(0, i))).isEmpty();
        }
        for (String wrong : List.of("", "!", text + "AAAA", "A".repeat(10_000))) {
            assertThat(values.open(OWNER, wrong)).isEmpty();
        }
    }

    @Test
    void opensWhatAnOlderSecretSealed() {
        String text = values.seal(OWNER, new byte[] {1});

        assertThat(sealing("test", NEW, OLD).open(OWNER, text)).isPresent();
        assertThat(sealing("test", NEW).open(OWNER, text)).isEmpty();
    }

    private static SealedValues sealing(String label, ServerSecret... secrets) {
        return new SealedValues(new ServerSecrets(List.of(secrets)), new SecureRandom(), label);
    }
}

package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ByteStringTest {
    @Test
    void cannotBeChangedFromOutside() {
        byte[] given = {1, 2, 3};
        ByteString string = ByteString.of(given);

        given[0] = 9;
        string.bytes()[1] = 9;

        assertThat(string.bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void isEqualByContent() {
        ByteString string = ByteString.of(new byte[] {1, 2, 3});

        assertThat(string)
                .isEqualTo(ByteString.of(new byte[] {1, 2, 3}))
                .hasSameHashCodeAs(ByteString.of(new byte[] {1, 2, 3}))
                .isNotEqualTo(ByteString.of(new byte[] {1, 2}))
                .isNotEqualTo(ByteString.of(new byte[] {1, 2, 4}))
                .isNotEqualTo("ByteString[3]");
    }

    @Test
    void hidesItsBytes() {
        assertThat(ByteString.of(new byte[] {1, 2, 3})).hasToString("ByteString[3]");
    }
}

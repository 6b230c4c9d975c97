package dev.latchkey.auth.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusBitsTest {
    private static final byte[] BYTES = {(byte) 0xC9, 0x44, (byte) 0xF9};

    @Test
    void readsTheFirstEntryFromTheLowestBit() {
        StatusBits bits = StatusBits.of(1, new byte[] {(byte) 0xB9, (byte) 0xA3});

        assertThat(set(bits)).containsExactly(0, 3, 4, 5, 7, 8, 9, 13, 15);
        assertThat(bits.size()).isEqualTo(16);
    }

    @Test
    void takesEveryStatusButValidForSet() {
        // 1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3
        assertThat(set(StatusBits.of(2, BYTES))).containsExactly(0, 1, 3, 5, 7, 8, 9, 10, 11);
        assertThat(set(StatusBits.of(4, new byte[] {0x09, 0x40}))).containsExactly(0, 3);
        assertThat(set(StatusBits.of(8, new byte[] {0, 2, 0, (byte) 0x80}))).containsExactly(1, 3);
    }

    @Test
    void hasAsManyEntriesAsTheListHas() {
        assertThat(StatusBits.of(8, BYTES).size()).isEqualTo(3);
        assertThat(StatusBits.of(8, new byte[] {1, 1, 1}).isSet(3)).isFalse();
        assertThat(StatusBits.of(2, BYTES).size()).isEqualTo(12);
    }

    @Test
    void keepsWhatIsSetInEither() {
        StatusBits longer = StatusBits.of(8, new byte[] {0, 1, 0, 0, 0, 0, 0, 0, 0, 1});
        StatusBits shorter = StatusBits.of(8, new byte[] {1});

        assertThat(set(longer.or(shorter))).containsExactly(0, 1, 9);
        assertThat(set(shorter.or(longer))).containsExactly(0, 1, 9);
        assertThat(shorter.or(longer).size()).isEqualTo(10);
    }

    private static List<Integer> set(StatusBits bits) {
        return IntStream.range(0, bits.size() + 8).filter(bits::isSet).boxed().toList();
    }
}

package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RowIdTest {
    @Test
    void readsBackItsBytes() {
        RowId id = new RowId(Long.MIN_VALUE + 5, -9);

        assertThat(RowId.of(id.bytes())).isEqualTo(id);
        assertThat(id.matches(id.bytes())).isTrue();
        assertThat(id.matches(new RowId(1, 2).bytes())).isFalse();
        assertThat(id.matches(new byte[0])).isFalse();
        assertThat(new RowId(1, 255)).hasToString("000000000000000100000000000000ff");
    }

    @Test
    void refusesAnyOtherLength() {
        for (int length : new int[] {0, 15, 17}) {
            assertThatIllegalArgumentException().isThrownBy(() -> RowId.of(new byte[length]));
        }
    }

    @Test
    void sortsByTheTimeItWasMade() {
        AtomicLong millis = new AtomicLong(1_700_000_000_000L);
        RowIds ids = new RowIds(() -> Instant.ofEpochMilli(millis.getAndAdd(1)), new SecureRandom());
        List<byte[]> made =
                Stream.generate(() -> ids.next().bytes()).limit(1_000).toList();

        List<byte[]> sorted = new ArrayList<>(made);
        sorted.sort(Arrays::compareUnsigned);

        assertThat(sorted).containsExactlyElementsOf(made);
    }

    @Test
    void startsWithTheMilliseconds() {
        RowIds ids = new RowIds(InstantSource.fixed(Instant.ofEpochMilli(0x0123_4567_89abL)), new SecureRandom());

        assertThat(ids.next().toString()).startsWith("0123456789ab").hasSize(32);
    }

    @Test
    void isNeverTheSameTwiceWithinAMillisecond() {
        RowIds ids = new RowIds(InstantSource.fixed(Instant.EPOCH), new SecureRandom());
        Set<RowId> made = Stream.generate(ids::next).parallel().limit(100_000).collect(Collectors.toSet());

        assertThat(made).hasSize(100_000);
    }
}

package dev.latchkey.provider.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AuditEntryTest {
    @Test
    void saysInLettersWhatTheLogLineEscapes() {
        assertThat(readable("\u591c\u52e4 \"a\\b\" \ud83d\ude00"))
                .isEqualTo("name_after=\"\u591c\u52e4 \\\"a\\\\b\\\" \ud83d\ude00\"");
    }

    @Test
    void keepsEscapedWhatWouldRunOnOrTurnTheTextRound() {
        assertThat(readable("a\nb\u202ec\u0000\u2028")).isEqualTo("name_after=\"a\\u000ab\\u202ec\\u0000\\u2028\"");
    }

    @Test
    void takesNoEscapeForALetterThatSomebodyTyped() {
        assertThat(readable("\\u591c")).isEqualTo("name_after=\"\\\\u591c\"");
    }

    private static String readable(String name) {
        AuditPosition position = new AuditPosition(Instant.EPOCH, new RowId(1, 2));
        String details = Pairs.write(Map.of("name_after", name));
        return new AuditEntry(position, "group.created", "success", "", "", "", "", "", details).readableDetails();
    }
}

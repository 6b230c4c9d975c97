package dev.latchkey.provider.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.testing.Attack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvLineTest {
    @Test
    void quotesEachCellAndEndsTheLine() {
        assertThat(CsvLine.of(List.of("a", "b,c", "say \"hi\"", "two\nlines", "")))
                .isEqualTo("\"a\",\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",\"\"\r\n");
    }

    @ParameterizedTest
    @Attack(262)
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=cmd|' /C calc'!A0"})
    void defusesWhatASpreadsheetTakesForAFormula(String text) {
        assertThat(CsvLine.of(List.of(text))).isEqualTo("\"'" + text + "\"\r\n");
    }

    @Test
    void leavesOtherTextAlone() {
        assertThat(CsvLine.of(List.of("user:7", "a=b", "1-2"))).isEqualTo("\"user:7\",\"a=b\",\"1-2\"\r\n");
    }
}

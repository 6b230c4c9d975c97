package dev.latchkey.provider.admin;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of a CSV file (RFC 4180): every cell in quotes. What a spreadsheet would take for a formula gets an
 * apostrophe before it, so that it stays text.
 */
final class CsvLine {
    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    /** The cells, with CR LF at the end. */
    static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        return '"' + defused(text).replace("\"", "\"\"") + '"';
    }

    // Blanks and line feeds first are dropped by some programs, and what follows is then the beginning.
    private static String defused(String text) {
        String beginning = text.stripLeading();
        boolean formula = isFormula(text) || isFormula(beginning);
        return formula ? '\'' + text : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}

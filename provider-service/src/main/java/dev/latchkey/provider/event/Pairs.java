package dev.latchkey.provider.event;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code name=value} pairs in printable ASCII: a value of other characters than words have stands in quotes. */
final class Pairs {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@+-]+");

    private Pairs() {}

    static String write(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + value(pair.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String value(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(Pairs::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        boolean printable = character >= ' ' && character <= '~';
        return printable ? String.valueOf((char) character) : String.format("\\u%04x", character);
    }
}

package dev.latchkey.provider.event;

import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code name=value} pairs in printable ASCII: a value of other characters than words have stands in quotes. */
final class Pairs {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/@+-]+");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|.)");
    private static final Set<Byte> HIDDEN = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.PRIVATE_USE,
            Character.UNASSIGNED);

    private Pairs() {}

    static String write(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + value(pair.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** The same with the letters that were escaped; what would run on, vanish or turn the text round stays escaped. */
    static String readable(String pairs) {
        return ESCAPE.matcher(pairs).replaceAll(escape -> Matcher.quoteReplacement(letterOf(escape)));
    }

    private static String letterOf(MatchResult escape) {
        if (escape.group(1) == null) {
            return escape.group();
        }
        char letter = (char) Integer.parseInt(escape.group(1), 16);
        return HIDDEN.contains((byte) Character.getType(letter)) ? escape.group() : String.valueOf(letter);
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

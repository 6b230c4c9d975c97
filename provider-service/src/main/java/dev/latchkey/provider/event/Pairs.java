package dev.latchkey.provider.event;

import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes {@code name=value} pairs in printable ASCII: a value of other characters than words have stands in quotes. */
final class Pairs {
    private static final int USUAL_LENGTH = 256;
    private static final String PLAIN_SIGNS = "._:/@+-";
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
        StringBuilder text = new StringBuilder(USUAL_LENGTH);
        pairs.forEach((name, value) ->
                text.append(name).append('=').append(value(value)).append(' '));
        text.setLength(Math.max(0, text.length() - 1));
        return text.toString();
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
        return isPlain(text) ? text : quoted(text);
    }

    private static boolean isPlain(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return length > 0;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || PLAIN_SIGNS.indexOf(c) >= 0;
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

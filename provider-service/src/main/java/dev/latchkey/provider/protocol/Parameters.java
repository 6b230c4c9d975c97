package dev.latchkey.provider.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a request, read strictly (RFC 6749 §3.2 and appendix B): UTF-8 only, none sent twice but
 * {@code resource} (RFC 8707 §2), one without a value counts as omitted. {@code toString} shows names, never values.
 */
public final class Parameters {
    /** The largest body that is read, in bytes. */
    public static final int MAX_BYTES = 65_536;

    private static final int MAX_COUNT = 100;
    private static final String REPEATABLE = "resource";

    private final Map<String, List<String>> values;
    private final Set<String> repeated;

    private Parameters(Map<String, List<String>> values, Set<String> repeated) {
        this.values = values;
        this.repeated = Set.copyOf(repeated);
    }

    /**
     * Reads an {@code application/x-www-form-urlencoded} text.
     *
     * @throws OAuthException invalid_request when it is malformed, too large or repeats a parameter
     */
    public static Parameters parse(byte[] form) {
        Parameters parameters = parseNotingRepeats(form);
        if (!parameters.repeated.isEmpty()) {
            throw OAuthException.invalidRequest("A parameter is sent twice. Send each parameter once.");
        }
        return parameters;
    }

    /**
     * Reads such a text for who must know where to answer before it refuses a repeated parameter: its first value
     * stands, and {@link #repeated} names it.
     *
     * @throws OAuthException invalid_request when it is malformed or too large
     */
    public static Parameters parseNotingRepeats(byte[] form) {
        if (form.length > MAX_BYTES) {
            throw new OAuthException(ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than 65536 bytes.");
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        Set<String> repeated = new HashSet<>();
        int start = 0;
        int count = 0;
        while (start < form.length) {
            int end = indexOf(form, '&', start, form.length);
            if (end > start && !add(form, start, end, values)) {
                repeated.add(decode(form, start, indexOf(form, '=', start, end)));
            }
            start = end + 1;
            if (++count > MAX_COUNT) {
                throw OAuthException.invalidRequest("The request has more than 100 parameters.");
            }
        }
        return new Parameters(values, repeated);
    }

    // False when the parameter may stand once only, and was there already.
    private static boolean add(byte[] form, int start, int end, Map<String, List<String>> values) {
        int equals = indexOf(form, '=', start, end);
        String name = decode(form, start, equals);
        String value = equals == end ? "" : decode(form, equals + 1, end);
        List<String> earlier = values.get(name);
        if (earlier == null) {
            values.put(name, List.of(value));
        } else if (name.equals(REPEATABLE)) {
            values.put(name, appended(earlier, value));
        }
        return earlier == null || name.equals(REPEATABLE);
    }

    private static List<String> appended(List<String> earlier, String value) {
        return Stream.concat(earlier.stream(), Stream.of(value)).toList();
    }

    private static int indexOf(byte[] form, char wanted, int start, int end) {
        for (int i = start; i < end; i++) {
            if (form[i] == wanted) {
                return i;
            }
        }
        return end;
    }

    /**
     * Undoes the form encoding of a part of {@code text} (appendix B): {@code +} and {@code %XX}, then UTF-8.
     *
     * @throws OAuthException invalid_request on a broken escape or bytes that are not UTF-8
     */
    static String decode(byte[] text, int start, int end) {
        if (isLiteral(text, start, end)) {
            return new String(text, start, end - start, StandardCharsets.US_ASCII);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
        int i = start;
        while (i < end) {
            if (text[i] == '%') {
                bytes.write(unescape(text, i, end));
                i += 3;
            } else {
                bytes.write(text[i] == '+' ? ' ' : text[i]);
                i++;
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static boolean isLiteral(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text[i] == '%' || text[i] == '+' || text[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static int unescape(byte[] text, int at, int end) {
        int high = at + 2 < end ? Character.digit(text[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text[at + 2], 16);
        if (low < 0) {
            throw OAuthException.invalidRequest("The request has a broken percent escape. Encode it as a web form.");
        }
        return (high << 4) | low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw OAuthException.invalidRequest("The request is not UTF-8. Encode it as UTF-8.");
        }
    }

    /**
     * Undoes the form encoding of a whole text, as the parts of HTTP Basic credentials have it (RFC 6749 §2.3.1).
     *
     * @throws OAuthException invalid_request on a broken escape
     */
    public static String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return decode(bytes, 0, bytes.length);
    }

    /** The value of {@code name}; empty when it is absent or has no value. */
    public Optional<String> find(String name) {
        List<String> found = values.getOrDefault(name, List.of(""));
        return found.get(0).isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /**
     * The value of {@code name}.
     *
     * @throws OAuthException invalid_request when it is absent
     */
    public String require(String name) {
        return find(name).orElseThrow(() -> OAuthException.invalidRequest("The parameter " + name + " is missing."));
    }

    /** The names of the parameters that were sent more often than they may be. */
    public Set<String> repeated() {
        return repeated;
    }

    /** The parameters with these names as a text that {@link #parse} reads; as short as can be, not for a URL. */
    public String form(List<String> names) {
        return names.stream()
                .flatMap(name -> all(name).stream().map(value -> name + "=" + escaped(value)))
                .collect(Collectors.joining("&"));
    }

    private static String escaped(String value) {
        return value.replace("%", "%25").replace("&", "%26").replace("+", "%2B");
    }

    /** Whether there is no parameter at all. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** All values of a repeatable parameter, those without a value left out. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}

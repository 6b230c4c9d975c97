package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form under which names are unique: compatibility decomposed (NFKD), without the combining diacritical marks
 * U+0300 to U+036F, in lower case, compatibility composed (NFKC).
 */
final class NormalForm {
    /** The widest key a column holds; an index over it still fits InnoDB's limit. */
    static final int MAXIMUM_BYTES = 600;

    private static final Pattern DIACRITICS = Pattern.compile("[\\u0300-\\u036f]");

    private NormalForm() {}

    static String of(String name) {
        String plain = DIACRITICS.matcher(Normalizer.normalize(name, Form.NFKD)).replaceAll("");
        return Normalizer.normalize(plain.toLowerCase(Locale.ROOT), Form.NFKC);
    }

    // A few letters stand for whole phrases (U+FDFA is eighteen characters), so the key can outgrow the name.
    static boolean fits(String name) {
        return of(name).getBytes(UTF_8).length <= MAXIMUM_BYTES;
    }
}

package dev.latchkey.accounts;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;

/**
 * A username: 1 to 150 letters, digits or {@code @ . + - _}, in Unicode form NFC.
 *
 * @param value the name as it is shown
 */
public record UserName(String value) {
    /** The rule as a sentence for whoever typed a name that breaks it. */
    public static final String RULE = "A username has 1 to 150 characters: letters, digits or @ . + - _.";

    private static final int MAXIMUM_LENGTH = 150;

    /** Composes the name (NFC); throws IllegalArgumentException with {@link #RULE} if it breaks the rule. */
    public UserName {
        value = composed(value);
        if (!isAllowed(value)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** The name in {@code text}, or empty where {@link #RULE} is broken. */
    public static Optional<UserName> parse(String text) {
        return isAllowed(composed(text)) ? Optional.of(new UserName(text)) : Optional.empty();
    }

    /**
     * The form under which a username is unique: NFKD, combining diacritical marks (U+0300 to U+036F) dropped, lower
     * case, NFKC. "Admin", "ádmin" and a full-width "admin" share one key.
     */
    public String key() {
        return NormalForm.of(value);
    }

    @Override
    public String toString() {
        return value;
    }

    // Text far too long is not worth composing: it stays too long.
    private static String composed(String text) {
        return text.length() > 10 * MAXIMUM_LENGTH ? text : Normalizer.normalize(text, Form.NFC);
    }

    private static boolean isAllowed(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAXIMUM_LENGTH
                && name.codePoints().allMatch(UserName::isAllowed)
                && NormalForm.fits(name);
    }

    private static boolean isAllowed(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || "@.+-_".indexOf(codePoint) >= 0;
    }
}

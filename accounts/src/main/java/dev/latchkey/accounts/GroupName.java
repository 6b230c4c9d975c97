package dev.latchkey.accounts;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;

/**
 * A group's name: 1 to 150 characters without control characters or blanks at either end, in Unicode form NFC.
 *
 * @param value the name as it is shown
 */
public record GroupName(String value) {
    /** The rule as a sentence for whoever typed a name that breaks it. */
    public static final String RULE =
            "A group's name has 1 to 150 characters, none of them a control character, and no blank at either end.";

    private static final int MAXIMUM_LENGTH = 150;

    /** Composes the name (NFC); throws IllegalArgumentException with {@link #RULE} if it breaks the rule. */
    public GroupName {
        value = composed(value);
        if (!isAllowed(value)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** The name in {@code text}, or empty where {@link #RULE} is broken. */
    public static Optional<GroupName> parse(String text) {
        return isAllowed(composed(text)) ? Optional.of(new GroupName(text)) : Optional.empty();
    }

    /** The form under which a group's name is unique, made as {@link UserName#key()} is. */
    public String key() {
        return NormalForm.of(value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static String composed(String text) {
        return text.length() > 10 * MAXIMUM_LENGTH ? text : Normalizer.normalize(text, Form.NFC);
    }

    private static boolean isAllowed(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAXIMUM_LENGTH
                && name.equals(name.strip())
                && name.codePoints().noneMatch(GroupName::isUnprintable)
                && NormalForm.fits(name);
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.UNASSIGNED;
    }
}

package dev.latchkey.provider.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person types (RFC 8628 §6.1): eight consonants, so that no words and no look-alikes come up; 20^8 of them.
 *
 * @param letters the eight letters, upper case, without the hyphen
 */
public record UserCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final int MAX_TYPED = 40;
    private static final Pattern SYNTAX = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern SEPARATORS = Pattern.compile("[-\\s]+");

    public UserCode {
        if (!SYNTAX.matcher(letters).matches()) {
            throw new IllegalArgumentException("A user code is eight of the letters " + ALPHABET + ".");
        }
    }

    /** A new random code. */
    static UserCode generate(SecureRandom random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new UserCode(letters.toString());
    }

    /** The code that somebody typed, in either case, with or without hyphens and spaces. */
    static Optional<UserCode> parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String letters = SEPARATORS.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return SYNTAX.matcher(letters).matches() ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** As it is shown: two groups of four. */
    @Override
    public String toString() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }
}

package dev.latchkey.provider.protocol;

import java.security.SecureRandom;

/** A generated secret that is shown once: it has a value, but no voice in logs. */
public final class Secret {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // 62^43 > 2^256
    private static final int LENGTH = 43;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** A new secret of 256 random bits, letters and digits only. */
    public static Secret generate(SecureRandom random) {
        return new Secret(randomText(random, LENGTH));
    }

    /** Random letters and digits: {@code length} of them, 5.95 bits each. */
    public static String randomText(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The secret itself, to hand to its owner. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}

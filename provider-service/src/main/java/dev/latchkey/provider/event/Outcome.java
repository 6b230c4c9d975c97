package dev.latchkey.provider.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an act ended. */
public enum Outcome {
    SUCCESS,
    FAILURE;

    /** The word in logs and rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of this name; empty when there is none. */
    public static Optional<Outcome> named(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}

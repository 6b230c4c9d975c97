package dev.latchkey.provider.event;

import java.util.Locale;

/** How an act ended. */
public enum Outcome {
    SUCCESS,
    FAILURE;

    /** The word in logs and rows. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

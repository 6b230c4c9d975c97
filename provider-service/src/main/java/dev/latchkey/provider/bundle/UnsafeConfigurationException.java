package dev.latchkey.provider.bundle;

import java.util.List;

/** The configuration is unsafe or contradicts itself: the provider does not start. */
public final class UnsafeConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Takes the problems, each a sentence that names the key and the fix. */
    public UnsafeConfigurationException(List<String> problems) {
        super("The configuration cannot be used:\n  * " + String.join("\n  * ", problems), null, false, false);
    }
}

package dev.latchkey.provider.endpoint;

import dev.latchkey.accounts.PasswordFault;
import dev.latchkey.accounts.PasswordPolicy;
import java.util.Locale;

/** Where the texts of the pages say, in the reader's language, what is wrong with a password. */
public final class PasswordTexts {
    private PasswordTexts() {}

    /** The name of the sentence. */
    public static String key(PasswordFault fault) {
        return "password." + fault.name().toLowerCase(Locale.ROOT);
    }

    /** What the sentence names; empty for nothing. */
    public static String argument(PasswordFault fault, PasswordPolicy policy) {
        return switch (fault) {
            case SHORT -> policy.minimumLength().toString();
            case LONG -> String.valueOf(PasswordPolicy.MAXIMUM_BYTES);
            case MALFORMED, USERNAME, COMMON -> "";
        };
    }
}

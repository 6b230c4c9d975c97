package dev.latchkey.provider.protocol;

import java.util.regex.Pattern;

/**
 * An error as a client reads it (RFC 6749 §5.2).
 *
 * @param code what went wrong
 * @param description one sentence that says what to do; only the characters RFC 6749 allows, never the client's input
 */
public record OAuthError(ErrorCode code, String description) {
    private static final Pattern ALLOWED = Pattern.compile("[\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    public OAuthError {
        if (!ALLOWED.matcher(description).matches()) {
            throw new IllegalArgumentException(
                    "An error_description is printable ASCII without quotes: " + description);
        }
    }
}

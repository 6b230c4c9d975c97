package dev.latchkey.auth.jose;

/** The issuer's metadata or keys could not be had; the message is for the log. */
final class KeyFetchException extends Exception {
    private static final long serialVersionUID = 1L;

    KeyFetchException(String message) {
        super(message, null, false, false);
    }
}

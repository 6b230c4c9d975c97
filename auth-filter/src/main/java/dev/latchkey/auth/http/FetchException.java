package dev.latchkey.auth.http;

/** A document could not be had; the message is for the log. */
public final class FetchException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says where and why. */
    public FetchException(String message) {
        super(message, null, false, false);
    }
}

package dev.latchkey.auth.status;

/** A status list could not be had or is not believed; the message is for the log. */
final class StatusListException extends Exception {
    private static final long serialVersionUID = 1L;

    StatusListException(String message) {
        super(message, null, false, false);
    }
}

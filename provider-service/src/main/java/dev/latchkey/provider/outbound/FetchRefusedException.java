package dev.latchkey.provider.outbound;

/** A document that is not fetched or not taken; the message is for the log and for the operator. */
public final class FetchRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    FetchRefusedException(String message) {
        super(message, null, false, false);
    }
}

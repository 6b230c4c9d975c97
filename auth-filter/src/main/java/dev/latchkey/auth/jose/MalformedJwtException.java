package dev.latchkey.auth.jose;

/** A token that is not a JWT; the message is a fixed text for the log. Without a stack trace: attackers cause it. */
final class MalformedJwtException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    MalformedJwtException(String reason) {
        super(reason, null, false, false);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}

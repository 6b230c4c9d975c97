package dev.latchkey.accounts;

/** Thrown when more passwords wait to be hashed than can be served; answer 503 with {@code Retry-After}. */
public final class PasswordHasherBusyException extends RuntimeException {
    private final int retryAfterSeconds;

    /** Says after how many seconds to try again. */
    public PasswordHasherBusyException(int retryAfterSeconds) {
        super("Too many passwords are being checked: try again in " + retryAfterSeconds + " s.", null, false, false);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The value for {@code Retry-After}, in seconds. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}

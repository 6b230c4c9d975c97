package dev.latchkey.provider.status;

/** The database is slow or away: no place in a status list can be had in time, or what is revoked is not known; 503. */
public final class StatusBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatusBusyException(String message) {
        super(message);
    }
}

package dev.latchkey.provider.status;

/** No place in a status list can be had in time, since the database is slow to answer whoever asked before: 503. */
public final class StatusBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatusBusyException() {
        super("The database takes too long to lease places in a status list.");
    }
}

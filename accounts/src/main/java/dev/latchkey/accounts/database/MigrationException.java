package dev.latchkey.accounts.database;

/** Thrown when the tables could not be brought up to date; the cause is the database's. */
public final class MigrationException extends RuntimeException {
    MigrationException(String message, Throwable cause) {
        super(message, cause);
    }
}

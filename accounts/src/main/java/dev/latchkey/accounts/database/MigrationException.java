package dev.latchkey.accounts.database;

import org.jspecify.annotations.Nullable;

/** Thrown when the tables could not be brought up to date; the cause, where there is one, is the database's. */
public final class MigrationException extends RuntimeException {
    MigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

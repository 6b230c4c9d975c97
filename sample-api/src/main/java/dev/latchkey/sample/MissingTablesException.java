package dev.latchkey.sample;

/** Thrown at start when a networked database has not been migrated. */
final class MissingTablesException extends RuntimeException {
    MissingTablesException(String database) {
        super("The database at " + database + " lacks tables of this version: run ./latchkey db migrate.");
    }
}

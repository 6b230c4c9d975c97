package dev.latchkey.accounts.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn to change the tables: a lock by name on the very connection that changes them, so that it goes with the
 * connection, however the process ended. Who has it knows that a lock which Liquibase left behind is nobody's. H2 has
 * no such locks: there Liquibase's own must do, and people free one that was left behind.
 */
final class MigrationTurn {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationTurn.class);
    // One server may keep several databases; a name has 64 characters at most.
    private static final String NAME = "LEFT(CONCAT('latchkey-migrate-', DATABASE()), 64)";
    private static final String FREE = "UPDATE DATABASECHANGELOGLOCK SET LOCKED = FALSE, LOCKGRANTED = NULL,"
            + " LOCKEDBY = NULL WHERE ID = 1 AND LOCKED = TRUE";
    private static final String CLUSTER = "SHOW GLOBAL VARIABLES WHERE Value NOT IN ('', 'OFF')"
            + " AND Variable_name IN ('wsrep_on', 'group_replication_group_name')";

    private MigrationTurn() {}

    /**
     * Waits until nobody else changes the tables, then frees a lock that somebody left who is gone. Throws
     * {@link MigrationException} when the others take longer than {@code patience}; it says how to end them.
     */
    static void take(Connection connection, Duration patience) throws SQLException {
        if (number(connection, "SELECT GET_LOCK(" + NAME + ", " + patience.toSeconds() + ")") != 1) {
            throw tookTooLong(patience, number(connection, "SELECT IS_USED_LOCK(" + NAME + ")"));
        }
        // The nodes of a cluster do not know each other's locks: there people must look.
        if (!isInCluster(connection)) {
            free(connection);
        }
    }

    private static MigrationException tookTooLong(Duration patience, long holder) {
        return new MigrationException(
                "Another process has been changing the tables for " + patience.toSeconds() + " s: wait for it, or, if"
                        + " it is dead or hangs, end its connection at the database: KILL " + holder + ";",
                null);
    }

    private static void free(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (statement.executeUpdate(FREE) > 0) {
                LOG.warn("Freed the lock of a process that ended while it changed the tables.");
            }
        }
    }

    private static boolean isInCluster(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CLUSTER)) {
            return rows.next();
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Lets the next one change the tables. */
    static void end(Connection connection) throws SQLException {
        long ignored = number(connection, "SELECT RELEASE_LOCK(" + NAME + ")");
    }
}

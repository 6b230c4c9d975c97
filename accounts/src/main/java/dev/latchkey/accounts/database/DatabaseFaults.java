package dev.latchkey.accounts.database;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;

/** Tells the faults of a database apart: which pass by themselves, which mean a duplicate. */
public final class DatabaseFaults {
    // Deadlock, lock wait timeout, Galera node not ready; H2: concurrent update, file being opened by another process.
    // 1451 and 23503 are a row added under one being deleted: what refers to a row is always deleted before it.
    private static final Set<Integer> TRANSIENT_CODES = Set.of(1213, 1205, 1047, 90131, 90020, 1451, 23503);
    private static final Set<String> TRANSIENT_STATES = Set.of("40001", "HYT00");
    private static final String CONNECTION_STATES = "08";
    private static final int MYSQL_DUPLICATE = 1062;
    private static final String H2_DUPLICATE = "23505";
    private static final int MYSQL_NO_REFERENCE = 1452;
    private static final int H2_NO_REFERENCE = 23506;
    // Too many connections, server going down, connection killed; H2: connection broken, database closed.
    private static final Set<Integer> GONE_CODES = Set.of(1040, 1053, 1927, 3169, 4031, 90067, 90098, 90121);

    private DatabaseFaults() {}

    /** Whether the whole transaction may succeed if it is run again: a lost race or a lost connection. */
    public static boolean isTransient(Throwable fault) {
        return sqlCauses(fault).anyMatch(DatabaseFaults::isTransientCode) || isLostConnection(fault);
    }

    /** Whether the connection is lost, or leads to a server that serves nobody, so that the next one may do better. */
    static boolean isLost(Throwable fault) {
        return isLostConnection(fault) || sqlCauses(fault).anyMatch(cause -> GONE_CODES.contains(cause.getErrorCode()));
    }

    /** Whether the database cannot be used at present: answer 503 and {@code Retry-After}. */
    public static boolean isUnavailable(Throwable fault) {
        return isTransient(fault)
                || isLost(fault)
                || sqlCauses(fault).anyMatch(PoolExhaustedException.class::isInstance);
    }

    /** Whether a unique constraint refused the row. */
    public static boolean isDuplicate(Throwable fault) {
        return sqlCauses(fault)
                .anyMatch(cause -> cause.getErrorCode() == MYSQL_DUPLICATE || H2_DUPLICATE.equals(cause.getSQLState()));
    }

    /** Whether a foreign key refused the row, because the row it refers to is gone. */
    public static boolean isMissingReference(Throwable fault) {
        return sqlCauses(fault)
                .anyMatch(
                        cause -> cause.getErrorCode() == MYSQL_NO_REFERENCE || cause.getErrorCode() == H2_NO_REFERENCE);
    }

    /** What is thrown for who does not get to ask a database that does not answer; {@link #isUnavailable} knows it. */
    public static JdbiException unanswered() {
        return new ConnectionException(new PoolExhaustedException("The database does not answer."));
    }

    static boolean isMissingTable(Throwable fault) {
        return sqlCauses(fault).anyMatch(cause -> stateOf(cause).startsWith("42S0"));
    }

    private static boolean isTransientCode(SQLException cause) {
        return TRANSIENT_CODES.contains(cause.getErrorCode()) || TRANSIENT_STATES.contains(stateOf(cause));
    }

    /** Whether the connection broke, or none could be made. */
    static boolean isLostConnection(Throwable fault) {
        return sqlCauses(fault).anyMatch(cause -> stateOf(cause).startsWith(CONNECTION_STATES));
    }

    private static String stateOf(SQLException cause) {
        return cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    // Bounded, since a chain of causes may be made to run in a circle.
    private static Stream<SQLException> sqlCauses(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast);
    }
}

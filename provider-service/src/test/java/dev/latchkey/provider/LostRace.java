package dev.latchkey.provider;

import dev.latchkey.accounts.database.Database;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Lets somebody else be faster than one statement, which then fails as on a cluster: undone, to be run again. */
public final class LostRace {
    private static final int DEADLOCK = 1213;

    private LostRace() {}

    /** Does {@code act}, during which {@code rival} comes before the first statement that begins so. */
    public static void during(Database database, String beginning, Runnable rival, Runnable act) {
        BeforeStatement.during(database, beginning, statement -> lose(rival, statement), act);
    }

    private static void lose(Runnable rival, StatementContext statement) {
        rival.run();
        throw new UnableToExecuteStatementException(
                new SQLException("The race is lost.", "40001", DEADLOCK), statement);
    }
}

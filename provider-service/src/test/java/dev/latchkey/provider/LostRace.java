package dev.latchkey.provider;

import dev.latchkey.accounts.database.Database;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Lets somebody else be faster than one statement, which then fails as on a cluster: undone, to be run again. */
public final class LostRace implements SqlLogger {
    private static final int DEADLOCK = 1213;

    private final String beginning;
    private final Runnable rival;
    private final AtomicBoolean lost = new AtomicBoolean();

    private LostRace(String beginning, Runnable rival) {
        this.beginning = beginning;
        this.rival = rival;
    }

    /** Does {@code act}, during which {@code rival} comes before the first statement that begins so. */
    public static void during(Database database, String beginning, Runnable rival, Runnable act) {
        SqlLogger before = database.jdbi().getConfig(SqlStatements.class).getSqlLogger();
        LostRace race = new LostRace(beginning, rival);
        database.jdbi().setSqlLogger(race);
        try {
            act.run();
        } finally {
            database.jdbi().setSqlLogger(before);
        }
        if (!race.lost.get()) {
            throw new AssertionError("No statement began with " + beginning);
        }
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (context.getRawSql().startsWith(beginning) && lost.compareAndSet(false, true)) {
            rival.run();
            throw new UnableToExecuteStatementException(
                    new SQLException("The race is lost.", "40001", DEADLOCK), context);
        }
    }
}

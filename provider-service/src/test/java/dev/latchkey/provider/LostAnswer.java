package dev.latchkey.provider;

import dev.latchkey.accounts.database.Database;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Loses the database's answer to one statement, which was done all the same. */
public final class LostAnswer implements SqlLogger {
    private final String beginning;
    private final AtomicBoolean lost = new AtomicBoolean();

    private LostAnswer(String beginning) {
        this.beginning = beginning;
    }

    /** Does {@code act}, during which the first statement that begins so seems to fail. */
    public static void during(Database database, String beginning, Runnable act) {
        SqlLogger before = database.jdbi().getConfig(SqlStatements.class).getSqlLogger();
        LostAnswer fault = new LostAnswer(beginning);
        database.jdbi().setSqlLogger(fault);
        try {
            act.run();
        } finally {
            database.jdbi().setSqlLogger(before);
        }
        if (!fault.lost.get()) {
            throw new AssertionError("No statement began with " + beginning);
        }
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        if (context.getRawSql().startsWith(beginning) && lost.compareAndSet(false, true)) {
            throw new ConnectionException(new SQLException("The answer is lost.", "08S01"));
        }
    }
}

package dev.latchkey.provider;

import dev.latchkey.accounts.database.Database;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Lets another request be faster: it runs whole just before a statement of the slower one. */
public final class BeforeStatement implements SqlLogger {
    private final String beginning;
    private final Consumer<StatementContext> faster;
    private final AtomicBoolean done = new AtomicBoolean();

    private BeforeStatement(String beginning, Consumer<StatementContext> faster) {
        this.beginning = beginning;
        this.faster = faster;
    }

    /** Does {@code act}, and {@code faster} once before the first statement of it that begins so; there must be one. */
    public static void during(Database database, String beginning, Runnable faster, Runnable act) {
        during(database, beginning, statement -> faster.run(), act);
    }

    static void during(Database database, String beginning, Consumer<StatementContext> faster, Runnable act) {
        SqlLogger before = database.jdbi().getConfig(SqlStatements.class).getSqlLogger();
        BeforeStatement race = new BeforeStatement(beginning, faster);
        database.jdbi().setSqlLogger(race);
        try {
            act.run();
        } finally {
            database.jdbi().setSqlLogger(before);
        }
        if (!race.done.get()) {
            throw new AssertionError("No statement began with " + beginning);
        }
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (context.getRawSql().startsWith(beginning) && done.compareAndSet(false, true)) {
            faster.accept(context);
        }
    }
}

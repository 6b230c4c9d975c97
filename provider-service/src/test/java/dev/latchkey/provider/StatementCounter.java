package dev.latchkey.provider;

import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the statements of request threads. */
public final class StatementCounter implements SqlLogger {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public void logBeforeExecution(StatementContext context) {
        if (Thread.currentThread().getName().startsWith("dw-")) {
            count.incrementAndGet();
        }
    }

    /** How many statements {@code act} takes on the threads that serve it. */
    public int during(Runnable act) {
        int before = count.get();
        act.run();
        return count.get() - before;
    }
}

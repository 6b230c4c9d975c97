package dev.latchkey.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Counts the tests that ran on each database and leaves the counts in the module's {@code target/store-tests.txt}.
 *
 * <p>The service loader finds it wherever the kit is on the class path. A test that an assumption ended has not run: it
 * is missing from its database's count, so that nothing is skipped on one database unseen.
 */
public final class StoreTestListener implements TestExecutionListener {

    private final Path file;
    private final PrintStream console;
    private StoreTestCounts counts = StoreTestCounts.none();
    private Optional<TestPlan> plan = Optional.empty();

    /** Writes into the module that the tests run in. */
    @SuppressWarnings("SystemOut")
    public StoreTestListener() {
        this(Path.of("target", StoreTestCounts.FILE_NAME), System.out);
    }

    StoreTestListener(Path file, PrintStream console) {
        this.file = file;
        this.console = console;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = Optional.of(testPlan);
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && result.getStatus() != TestExecutionResult.Status.ABORTED) {
            databaseOf(test).ifPresent(database -> counts = counts.plusOne(database));
        }
    }

    // A run without a store test keeps an earlier run's file: the same module may run other tests afterwards.
    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        if (counts.isEmpty()) {
            return;
        }
        try {
            counts.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ".", e);
        }
        console.println("Store tests: " + counts);
    }

    private Optional<TestDatabase> databaseOf(TestIdentifier test) {
        Optional<TestIdentifier> ancestor = parentOf(test);
        while (ancestor.isPresent()) {
            TestIdentifier container = ancestor.get();
            Optional<TestDatabase> database = databaseNamedBy(container);
            if (database.isPresent()) {
                return database;
            }
            ancestor = parentOf(container);
        }
        return Optional.empty();
    }

    private Optional<TestIdentifier> parentOf(TestIdentifier test) {
        return plan.flatMap(known -> known.getParent(test));
    }

    // The invocation's name is the database's: OnEachDatabase fixes it, and nobody else's class is asked.
    private static Optional<TestDatabase> databaseNamedBy(TestIdentifier container) {
        if (!isInvocation(container.getUniqueIdObject()) || !isOnEachDatabase(container)) {
            return Optional.empty();
        }
        return TestDatabase.ofThisRun().stream()
                .filter(database -> container.getDisplayName().equals(database.name()))
                .findFirst();
    }

    private static boolean isInvocation(UniqueId id) {
        return id.getLastSegment().getType().equals("class-template-invocation");
    }

    private static boolean isOnEachDatabase(TestIdentifier container) {
        return container
                .getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass())
                .filter(type -> type.isAnnotationPresent(OnEachDatabase.class))
                .isPresent();
    }
}

package dev.latchkey.accounts.database;

import dev.latchkey.accounts.database.Changelogs.ChangeSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.GlobalConfiguration;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.UpdateSummaryOutputEnum;
import liquibase.changelog.FastCheckService;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.exception.LockException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.JdbiException;

/** Brings the tables up to date by Liquibase changelogs (XML, on the class path), and tells whether they are. */
public final class Migrations {
    /** The changelog of this module's tables. */
    public static final String ACCOUNTS = "dev/latchkey/accounts/migrations.xml";

    // Held here because java.util.logging forgets loggers nobody holds.
    private static final Logger LIQUIBASE_LOG = Logger.getLogger("liquibase");
    private static final int EMBEDDED_ATTEMPTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Migrations() {}

    /**
     * Runs the change sets that have not run yet, in the order given; Liquibase is not loaded if there are none. Of two
     * processes that migrate at once one waits for the other; a process that was killed meanwhile keeps nobody waiting.
     * Throws {@link MigrationException}.
     */
    public static void migrate(Database database, List<String> changelogs) {
        migrate(database, changelogs, PATIENCE);
    }

    static void migrate(Database database, List<String> changelogs, Duration patience) {
        for (int attempt = 1; database.settings().isEmbedded() && attempt < EMBEDDED_ATTEMPTS; attempt++) {
            try {
                migrateOnce(database, changelogs, patience);
                return;
            } catch (MigrationException | JdbiException e) {
                requireLost(e);
            }
        }
        migrateOnce(database, changelogs, patience);
    }

    // The process that had opened an embedded database for the others too has ended: one of the others opens it now.
    private static void requireLost(RuntimeException fault) {
        if (!DatabaseFaults.isUnavailable(fault)) {
            throw fault;
        }
    }

    private static void migrateOnce(Database database, List<String> changelogs, Duration patience) {
        // Liquibase costs seconds and memory: it is left alone where there is nothing to do.
        if (isCurrent(database, changelogs)) {
            return;
        }
        boolean embedded = database.settings().isEmbedded();
        opened(database, handle -> ChangelogTables.create(handle, embedded));
        try (Connection connection = database.connection()) {
            updatePatiently(connection, embedded, changelogs, patience);
        } catch (SQLException e) {
            throw new MigrationException("The database could not be reached to bring its tables up to date.", e);
        }
    }

    // A change of a large table takes longer than any request may; given up halfway it would leave Liquibase's lock.
    private static void updatePatiently(
            Connection connection, boolean embedded, List<String> changelogs, Duration patience) throws SQLException {
        int usual = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            if (embedded) {
                update(connection, changelogs, patience);
            } else {
                updateInTurn(connection, changelogs, patience);
            }
        } finally {
            connection.setNetworkTimeout(Runnable::run, usual);
        }
    }

    private static void updateInTurn(Connection connection, List<String> changelogs, Duration patience)
            throws SQLException {
        MigrationTurn.take(connection, patience);
        try {
            update(connection, changelogs, patience);
        } finally {
            MigrationTurn.end(connection);
        }
    }

    /** Whether all change sets have run: one SELECT, Liquibase stays unloaded. False on an empty database. */
    public static boolean isCurrent(Database database, List<String> changelogs) {
        Set<ChangeSet> wanted = new HashSet<>();
        changelogs.forEach(changelog -> wanted.addAll(Changelogs.changeSetsOf(changelog)));
        return ranIn(database).containsAll(wanted);
    }

    private static Set<ChangeSet> ranIn(Database database) {
        try {
            return opened(database, Migrations::ran);
        } catch (JdbiException e) {
            return ifTableIsMissing(e);
        }
    }

    // Of two processes that open an embedded database at the same moment, one is turned away for a moment.
    private static <T> T opened(Database database, HandleCallback<T, JdbiException> callback) {
        return database.settings().isEmbedded()
                ? Retries.runPatiently(() -> database.jdbi().withHandle(callback))
                : database.withHandle(callback);
    }

    private static Set<ChangeSet> ran(Handle handle) {
        return handle.select("SELECT ID, AUTHOR, FILENAME FROM DATABASECHANGELOG")
                .map((row, context) -> new ChangeSet(row.getString(1), row.getString(2), row.getString(3)))
                .set();
    }

    private static Set<ChangeSet> ifTableIsMissing(JdbiException fault) {
        if (!DatabaseFaults.isMissingTable(fault)) {
            throw fault;
        }
        return Set.of();
    }

    // Within one process Liquibase takes its own lock for everybody's, so the threads queue here.
    private static synchronized void update(Connection connection, List<String> changelogs, Duration patience) {
        LIQUIBASE_LOG.setLevel(Level.WARNING);
        Map<String, Object> quietly = Map.of(
                Scope.Attr.ui.name(),
                new LoggerUIService(),
                "liquibase.analytics.enabled",
                false,
                GlobalConfiguration.CHANGELOGLOCK_POLL_RATE.getKey(),
                1,
                GlobalConfiguration.CHANGELOGLOCK_WAIT_TIME.getKey(),
                patience.toMinutes());
        try {
            Scope.child(quietly, () -> updateEach(connection, changelogs));
        } catch (Exception e) {
            throw new MigrationException(sentenceFor(e, patience), e);
        }
    }

    private static String sentenceFor(Throwable fault, Duration patience) {
        boolean locked = Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(LockException.class::isInstance);
        return locked
                ? "Another process has been changing the tables for " + patience.toMinutes()
                        + " minutes: wait for it, or,"
                        + " if it is dead, free its lock at the database: UPDATE DATABASECHANGELOGLOCK SET LOCKED ="
                        + " FALSE WHERE ID = 1;"
                : "The tables could not be brought up to date.";
    }

    private static void updateEach(Connection connection, List<String> changelogs) throws LiquibaseException {
        liquibase.database.Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        // Liquibase remembers per URL that nothing was left to do, even after the database was replaced.
        Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
        for (String changelog : changelogs) {
            Liquibase liquibase = new Liquibase(changelog, new ClassLoaderResourceAccessor(), database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.setShowSummaryOutput(UpdateSummaryOutputEnum.LOG);
            liquibase.update(new Contexts());
        }
    }
}

package dev.latchkey.accounts.database;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.DataSourceFactory.TransactionIsolation;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;

/** The database with its pool of connections: READ COMMITTED, and transactions that are run again when a race is lost. */
public final class Database implements Managed, AutoCloseable {
    private static final Map<String, String> NETWORK_OPTIONS = Map.of(
            "cachePrepStmts", "true",
            "useServerPrepStmts", "true",
            "rewriteBatchedStatements", "true",
            "useLocalSessionState", "true",
            "connectTimeout", "3000",
            "socketTimeout", "30000",
            "tcpKeepAlive", "true");

    private final DatabaseSettings settings;
    private final ManagedDataSource pool;
    private final Jdbi jdbi;

    private Database(DatabaseSettings settings, ManagedDataSource pool) {
        this.settings = settings;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        // Faults go to the log; what was bound to the statement may be a password's hash.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * A pool over the database, which connects when first used; its gauges go into the registry if there is one.
     * Close it, or hand it to the application's lifecycle.
     */
    public static Database open(DatabaseSettings settings, @Nullable MetricRegistry metrics) {
        MetricRegistry registry = metrics == null ? new MetricRegistry() : metrics;
        return new Database(settings, factoryOf(settings).build(registry, "database"));
    }

    /** The settings it was opened with. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** JDBI over the pool, without any retrying. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /**
     * Runs one transaction and commits it. After a deadlock, a lock timeout or a lost connection the whole callback
     * runs again, a bounded number of times: it must have no effect outside the database, and it must recognise its
     * own rows, since the answer to a COMMIT can be lost.
     */
    public <T, X extends Exception> T inTransaction(HandleCallback<T, X> callback) throws X {
        return Retries.run(() -> jdbi.inTransaction(callback));
    }

    /** Runs the callback on a connection without a transaction, again if need be: for single statements that read. */
    public <T, X extends Exception> T withHandle(HandleCallback<T, X> callback) throws X {
        return Retries.run(() -> jdbi.withHandle(callback));
    }

    /** Whether the database answers a query now. */
    public boolean isHealthy() {
        try {
            return jdbi.withHandle(
                    handle -> handle.select("SELECT 1").mapTo(Integer.class).one() == 1);
        } catch (JdbiException e) {
            return false;
        }
    }

    @Override
    public void start() throws Exception {
        pool.start();
    }

    @Override
    public void stop() throws Exception {
        pool.stop();
    }

    /** Closes the pool; throws IllegalStateException if that fails. */
    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException("The connection pool could not be closed.", e);
        }
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    private static DataSourceFactory factoryOf(DatabaseSettings settings) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass(settings.isEmbedded() ? "org.h2.Driver" : "com.mysql.cj.jdbc.Driver");
        factory.setUrl(settings.url());
        factory.setUser(settings.user());
        factory.setPassword(settings.password());
        // H2 refuses options it does not know.
        factory.setProperties(settings.isEmbedded() ? Map.of() : NETWORK_OPTIONS);
        factory.setInitialSize(0);
        factory.setMinSize(1);
        factory.setMaxSize(settings.maxConnections());
        factory.setMaxWaitForConnection(settings.maxWait());
        factory.setAutoCommitByDefault(true);
        factory.setDefaultTransactionIsolation(TransactionIsolation.READ_COMMITTED);
        factory.setJdbcInterceptors(Optional.of(interceptorsFor(settings)));
        checkOnlyIdleConnections(factory);
        return factory;
    }

    private static String interceptorsFor(DatabaseSettings settings) {
        return settings.isEmbedded() ? "ConnectionState" : "ConnectionState;" + ClusterReads.class.getName();
    }

    // A check on each borrow costs a round trip, a third of the throughput and more.
    private static void checkOnlyIdleConnections(DataSourceFactory factory) {
        factory.setCheckConnectionOnBorrow(false);
        factory.setCheckConnectionWhileIdle(true);
        factory.setValidationQuery("SELECT 1");
        factory.setValidationQueryTimeout(Duration.seconds(3));
        factory.setEvictionInterval(Duration.seconds(5));
        factory.setValidationInterval(Duration.seconds(10));
        factory.setMinIdleTime(Duration.minutes(1));
    }
}

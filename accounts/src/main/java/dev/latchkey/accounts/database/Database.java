package dev.latchkey.accounts.database;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.DataSourceFactory.TransactionIsolation;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.util.Duration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database with its pool of connections: READ COMMITTED, and transactions that are run again when a race is lost. */
public final class Database implements Managed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Map<String, String> NETWORK_OPTIONS = Map.of(
            "cachePrepStmts", "true",
            // The driver's limits, 25 statements of 256 characters, would have most of ours prepared for each
            // execution.
            "prepStmtCacheSize", "200",
            "prepStmtCacheSqlLimit", "8192",
            "useServerPrepStmts", "true",
            "rewriteBatchedStatements", "true",
            "useLocalSessionState", "true",
            "connectTimeout", "3000",
            "tcpKeepAlive", "true");
    private static final String ANSWER_TIMEOUT = "socketTimeout";
    // Statements of requests take milliseconds, but a cluster that has lost a node stalls for some six seconds.
    private static final Duration FOR_REQUESTS = Duration.seconds(10);
    // A statement that an operator ordered may read or change every row.
    private static final Duration FOR_COMMANDS = Duration.minutes(30);
    // More would only take the threads that serve what needs no database.
    private static final int MOST_WAITING = 240;

    private final DatabaseSettings settings;
    private final ManagedDataSource pool;
    private final Jdbi jdbi;
    private final Semaphore places;
    private final Silence silence;

    private Database(DatabaseSettings settings, ManagedDataSource pool) {
        this.settings = settings;
        this.places = new Semaphore(settings.maxConnections() + MOST_WAITING);
        this.pool = pool;
        this.silence = new Silence(System::nanoTime, this::leaveConnections);
        this.jdbi = Jdbi.create(pool);
        // Faults go to the log; what was bound to the statement may be a password's hash.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /**
     * A pool over the database for a server, which connects when first used; a statement that is not answered within
     * ten seconds fails. Its gauges go into the registry if there is one. Close it, or hand it to the application's
     * lifecycle.
     */
    public static Database open(DatabaseSettings settings, @Nullable MetricRegistry metrics) {
        return open(settings, metrics, FOR_REQUESTS);
    }

    /** The same for a command, whose statements may take half an hour. */
    public static Database openForCommand(DatabaseSettings settings, @Nullable MetricRegistry metrics) {
        return open(settings, metrics, FOR_COMMANDS);
    }

    private static Database open(DatabaseSettings settings, @Nullable MetricRegistry metrics, Duration timeout) {
        MetricRegistry registry = metrics == null ? new MetricRegistry() : metrics;
        ManagedDataSource pool = factoryOf(settings, timeout).build(registry, "database");
        if (pool instanceof DataSourceProxy proxy) {
            // Only closed statements would be the better for it, and each call on a statement or a row is slower.
            proxy.setUseStatementFacade(false);
        }
        if (HostList.isOne(settings.url()) && pool instanceof DataSourceProxy proxy) {
            proxy.setDataSource(HostList.of(settings.url(), driverProperties(settings, timeout)));
        }
        return new Database(settings, pool);
    }

    private static Properties driverProperties(DatabaseSettings settings, Duration timeout) {
        Properties properties = new Properties();
        properties.putAll(networkOptions(timeout));
        Optional.ofNullable(settings.user()).ifPresent(user -> properties.setProperty("user", user));
        Optional.ofNullable(settings.password()).ifPresent(password -> properties.setProperty("password", password));
        return properties;
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
     * own rows, since the answer to a COMMIT can be lost. Throws ConnectionException at once where too many wait, or where the
     * database has stopped answering and somebody else tries it already.
     */
    public <T, X extends Exception> T inTransaction(HandleCallback<T, X> callback) throws X {
        return inAPlace(() -> jdbi.withHandle(handle -> using(handle, one -> one.inTransaction(callback))));
    }

    /** Runs the callback on a connection without a transaction, again if need be: for single statements that read. */
    public <T, X extends Exception> T withHandle(HandleCallback<T, X> callback) throws X {
        return inAPlace(() -> jdbi.withHandle(handle -> using(handle, callback)));
    }

    private <T, X extends Exception> T inAPlace(Retries.Work<T, X> work) throws X {
        if (!places.tryAcquire()) {
            throw new ConnectionException(new PoolExhaustedException("Too many requests wait for a connection."));
        }
        try {
            return Retries.run(() -> silence.heed(work));
        } finally {
            places.release();
        }
    }

    /** Whether the database has stopped answering, as far as is known: one request at a time tries it. */
    public boolean isSilent() {
        return silence.isSilent();
    }

    // The others lead to the same silent host, and each would have to be waited for in turn.
    private void leaveConnections() {
        if (pool instanceof DataSourceProxy proxy) {
            proxy.purge();
        }
    }

    // A lost connection is of no use to the next request either, and by itself the pool notices only after seconds.
    private static <T, X extends Exception> T using(Handle handle, HandleCallback<T, X> callback) throws X {
        try {
            return callback.withHandle(handle);
        } catch (JdbiException e) {
            if (DatabaseFaults.isLost(e)) {
                discard(handle.getConnection());
            }
            throw e;
        }
    }

    private static void discard(Connection connection) {
        try {
            connection.unwrap(PooledConnection.class).setDiscarded(true);
        } catch (SQLException e) {
            LOG.debug("A lost connection had left the pool.", e);
        }
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

    /** Whether the database can be reached now, even if all it does is to refuse. */
    public boolean isReachable() {
        try {
            return jdbi.withHandle(handle ->
                    handle.select("SELECT 1").mapTo(Integer.class).findOne().isPresent());
        } catch (JdbiException e) {
            return !DatabaseFaults.isUnavailable(e);
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

    private static DataSourceFactory factoryOf(DatabaseSettings settings, Duration timeout) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass(settings.isEmbedded() ? "org.h2.Driver" : "com.mysql.cj.jdbc.Driver");
        factory.setUrl(settings.url());
        factory.setUser(settings.user());
        factory.setPassword(settings.password());
        // H2 refuses options it does not know.
        factory.setProperties(settings.isEmbedded() ? Map.of() : networkOptions(timeout));
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

    private static Map<String, String> networkOptions(Duration timeout) {
        Map<String, String> options = new HashMap<>(NETWORK_OPTIONS);
        options.put(ANSWER_TIMEOUT, Long.toString(timeout.toMilliseconds()));
        return options;
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

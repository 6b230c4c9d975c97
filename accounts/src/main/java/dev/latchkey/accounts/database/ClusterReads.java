package dev.latchkey.accounts.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.JdbcInterceptor;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes each new connection read what the other nodes of a cluster have committed: {@code wsrep_sync_wait} on Galera,
 * {@code group_replication_consistency} on Group Replication. A server that knows neither is left as it is.
 *
 * <p>Public because the pool makes it by name.
 */
public final class ClusterReads extends JdbcInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterReads.class);
    private static final int UNKNOWN_VARIABLE = 1193;
    private static final List<String> STATEMENTS =
            List.of("SET SESSION wsrep_sync_wait = 7", "SET SESSION group_replication_consistency = 'BEFORE'");

    @Override
    public void reset(@Nullable ConnectionPool pool, @Nullable PooledConnection pooled) {
        if (pooled != null) {
            prepare(pooled.getConnection(), pooled.getAttributes(), pooled.getConnectionVersion());
        }
    }

    // A pooled connection may be given a new physical one: its version tells.
    private static void prepare(Connection connection, Map<Object, Object> attributes, long version) {
        if (Long.valueOf(version).equals(attributes.get(ClusterReads.class))) {
            return;
        }
        STATEMENTS.forEach(statement -> execute(connection, statement));
        attributes.put(ClusterReads.class, version);
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            boolean ignored = statement.execute(sql);
        } catch (SQLException e) {
            report(sql, e);
        }
    }

    // A broken connection is reported by the first statement that matters.
    private static void report(String sql, SQLException fault) {
        if (fault.getErrorCode() != UNKNOWN_VARIABLE) {
            LOG.warn("The database refused \"{}\": {}", sql, fault.getMessage());
        }
    }
}

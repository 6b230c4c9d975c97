package dev.latchkey.benchmarks.database;

import dev.latchkey.benchmarks.load.Latencies;
import dev.latchkey.benchmarks.load.LoadException;
import dev.latchkey.benchmarks.load.Throughput;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** The database's own rate: rows inserted by primary key through JDBC, each one committed, by several threads at once. */
public final class Inserts implements AutoCloseable {
    private static final String OPTIONS =
            "?cachePrepStmts=true&useServerPrepStmts=true&rewriteBatchedStatements=true&useLocalSessionState=true";
    private static final String TABLE = "CREATE TABLE reference_row (id VARBINARY(16) PRIMARY KEY,"
            + " client_id VARBINARY(200) NOT NULL, scope VARBINARY(4096) NOT NULL, issued_at BIGINT NOT NULL)";
    private static final String INSERT = "INSERT INTO reference_row VALUES (?, ?, ?, ?)";
    private static final byte[] TEXT = new byte[24];

    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads;
    private final AtomicLong ids = new AtomicLong();

    /** Makes the table and connects as often as there are threads. */
    public Inserts(Schema schema, int threads) {
        schema.execute(List.of(TABLE));
        this.threads = Executors.newFixedThreadPool(threads);
        for (int i = 0; i < threads; i++) {
            connections.add(connect(schema));
        }
    }

    /** Inserts for as long as that. */
    public Throughput run(Duration duration) {
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        List<Future<Latencies>> running = connections.stream()
                .map(connection -> threads.submit(() -> insert(connection, end)))
                .toList();
        Latencies all = new Latencies();
        running.forEach(thread -> all.addAll(result(thread)));
        return all.over(System.nanoTime() - begin);
    }

    private Latencies insert(Connection connection, long end) throws SQLException {
        Latencies latencies = new Latencies();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            long now = System.nanoTime();
            while (now < end) {
                long id = ids.incrementAndGet();
                insert.setBytes(
                        1, ByteBuffer.allocate(16).putLong(id).putLong(id).array());
                insert.setBytes(2, TEXT);
                insert.setBytes(3, TEXT);
                insert.setLong(4, now);
                insert.executeUpdate();
                long then = System.nanoTime();
                latencies.add(then - now);
                now = then;
            }
        }
        return latencies;
    }

    private static Connection connect(Schema schema) {
        try {
            Connection connection = DriverManager.getConnection(
                    schema.address().url() + OPTIONS,
                    schema.address().user(),
                    schema.address().password());
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused a connection.", e);
        }
    }

    private static Latencies result(Future<Latencies> thread) {
        try {
            return thread.get();
        } catch (ExecutionException e) {
            throw new LoadException("An insert failed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("The inserts were interrupted.", e);
        }
    }

    @Override
    public void close() throws SQLException {
        threads.shutdownNow();
        for (Connection connection : connections) {
            connection.close();
        }
    }
}

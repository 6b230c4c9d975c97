package dev.latchkey.benchmarks.load;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sends requests to a port of this machine, one after the other on each connection, and takes the time. */
public final class LoadGenerator {
    private static final long LONGEST_ANSWER = Duration.ofSeconds(10).toNanos();

    private final int port;
    private final int connections;
    private final Traffic traffic;

    /** Sends {@code traffic} to {@code port} over as many connections. */
    public LoadGenerator(int port, int connections, Traffic traffic) {
        this.port = port;
        this.connections = connections;
        this.traffic = traffic;
    }

    /**
     * Sends for as long as that, then waits for the last answers.
     *
     * @throws LoadException when an answer is not 200, or does not come within ten seconds
     */
    public Throughput run(Duration duration) {
        List<Connection> open = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int number = 0; number < connections; number++) {
                open.add(Connection.open(number, port, selector));
            }
            return run(selector, open, duration.toNanos());
        } catch (IOException e) {
            throw new LoadException("The load on port " + port + " broke off: " + e.getMessage(), e);
        } finally {
            open.forEach(LoadGenerator::close);
        }
    }

    private Throughput run(Selector selector, List<Connection> open, long nanos) throws IOException {
        Latencies latencies = new Latencies();
        long begin = System.nanoTime();
        for (Connection connection : open) {
            connection.send(traffic.next(connection.number()), System.nanoTime());
        }
        long end = begin + nanos;
        while (open.stream().anyMatch(Connection::isBusy)) {
            if (selector.select(Duration.ofNanos(LONGEST_ANSWER).toMillis()) == 0) {
                throw new IOException("no answer within ten seconds.");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                serve((Connection) key.attachment(), end, latencies);
            }
            selector.selectedKeys().clear();
        }
        return latencies.over(System.nanoTime() - begin);
    }

    private void serve(Connection connection, long end, Latencies latencies) throws IOException {
        if (!connection.receive()) {
            return;
        }
        if (!connection.isOk()) {
            throw new LoadException("An answer was not 200: " + connection.beginning());
        }
        long now = System.nanoTime();
        latencies.add(connection.nanosSince(now));
        traffic.answered(connection.number());
        if (now < end) {
            connection.send(traffic.next(connection.number()), now);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new LoadException("A connection could not be closed.", e);
        }
    }
}

package dev.latchkey.provider.overload;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractMetaDataConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections on which a request drips in, or an answer out, for too long. The server's idle timeout begins anew
 * with each byte, and so never ends somebody who sends or takes one now and then.
 */
public final class StalledConnections implements Connection.Listener, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(StalledConnections.class);
    private static final int LOOKS = 4;

    /** What had gone over a connection when it last had nothing half done. */
    private record Rest(long messages, long bytes, long at) {}

    private final Map<Connection, Rest> open = new ConcurrentHashMap<>();
    private final Duration longest;
    private final LongSupplier nanos;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "stalled-connections");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ScheduledFuture<?> schedule;

    /** Closes what takes longer than this by the monotonic clock {@code nanos}, and at most a quarter of it more. */
    public StalledConnections(Duration longest, LongSupplier nanos) {
        this.longest = longest;
        this.nanos = nanos;
    }

    @Override
    public void start() {
        long period = longest.toMillis() / LOOKS;
        schedule = executor.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (schedule != null) {
            schedule.cancel(true);
        }
        executor.shutdownNow();
    }

    // Those of TLS know no messages; the one inside them does.
    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof AbstractMetaDataConnection) {
            open.put(connection, restOf(connection));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    /** Closes what has been half done for too long. */
    void look() {
        long closed = open.entrySet().stream()
                .filter(entry -> isStalled(entry.getKey(), entry.getValue()))
                .peek(entry -> entry.getKey().close())
                .count();
        if (closed > 0) {
            LOG.warn("closed {} connections on which a request or an answer took over {}", closed, longest);
        }
    }

    private boolean isStalled(Connection connection, Rest last) {
        Rest now = restOf(connection);
        boolean rests = now.bytes() == last.bytes() && !isLeaving(connection);
        if (now.messages() != last.messages() || rests) {
            open.replace(connection, last, now);
            return false;
        }
        return now.at() - last.at() > longest.toNanos();
    }

    // The bytes of an answer count when it is handed to the network, which may take the last of them much later.
    private static boolean isLeaving(Connection connection) {
        return connection.getEndPoint() instanceof AbstractEndPoint endPoint
                && endPoint.getWriteFlusher().isPending();
    }

    private Rest restOf(Connection connection) {
        return new Rest(
                connection.getMessagesIn() + connection.getMessagesOut(),
                connection.getBytesIn() + connection.getBytesOut(),
                nanos.getAsLong());
    }
}

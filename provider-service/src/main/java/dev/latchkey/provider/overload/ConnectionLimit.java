package dev.latchkey.provider.overload;

import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.AbstractConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes no more connections than so many; when there are, those that rest must make room within two seconds. It takes
 * some again when a sixteenth has gone: at the limit itself each that goes and each that comes would be a change, and
 * each change is told to all of them.
 */
public final class ConnectionLimit implements SelectorManager.AcceptListener, Connection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLimit.class);
    private static final long IDLE_MILLIS_WHEN_FULL = 2_000;
    private static final int SHARE_THAT_GOES = 16;

    private final int most;
    private final List<AbstractConnector> connectors;
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean full;

    /** Would limit these connectors together. */
    public ConnectionLimit(int most, List<AbstractConnector> connectors) {
        this.most = most;
        this.connectors = List.copyOf(connectors);
    }

    /** Limits them from now on, before they are started. */
    public void apply() {
        for (AbstractConnector connector : connectors) {
            connector.addBean(this);
            connector.addEventListener(this);
        }
    }

    // Those that were on their way in when the others were told.
    @Override
    public void onOpened(Connection connection) {
        if (full) {
            connection.getEndPoint().setIdleTimeout(IDLE_MILLIS_WHEN_FULL);
        }
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        if (count.incrementAndGet() >= most && !full) {
            decide();
        }
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        if (count.decrementAndGet() <= roomAgain() && full) {
            decide();
        }
    }

    private int roomAgain() {
        return most - Math.max(1, most / SHARE_THAT_GOES);
    }

    private synchronized void decide() {
        int now = count.get();
        if (!full && now >= most) {
            LOG.warn("{} connections are open: no more are taken until some have gone", now);
            change(true);
        } else if (full && now <= roomAgain()) {
            change(false);
        }
    }

    private void change(boolean nowFull) {
        full = nowFull;
        for (AbstractConnector connector : connectors) {
            connector.setAccepting(!nowFull);
            long idle = nowFull ? IDLE_MILLIS_WHEN_FULL : connector.getIdleTimeout();
            connector.getConnectedEndPoints().forEach(endPoint -> endPoint.setIdleTimeout(idle));
        }
    }
}

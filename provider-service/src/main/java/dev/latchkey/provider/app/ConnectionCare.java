package dev.latchkey.provider.app;

import dev.latchkey.provider.overload.StalledConnections;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import java.util.Arrays;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Ends connections that are slow on purpose, of this application, since others may have long uploads and downloads; and
 * takes no more of them than there is memory for.
 */
final class ConnectionCare implements LifeCycle.Listener {
    // What one takes that rests is half of it.
    private static final long BYTES_OF_HEAP_EACH = 16 * 1024;
    // While no more are taken, those that rest must make room.
    private static final long IDLE_MILLIS_WHEN_FULL = 2_000;
    private static final String ADMIN = "admin";

    private final StalledConnections stalled;

    private ConnectionCare(StalledConnections stalled) {
        this.stalled = stalled;
    }

    static void register(Duration longest, Environment environment) {
        StalledConnections stalled = new StalledConnections(longest.toJavaDuration(), System::nanoTime);
        environment.lifecycle().manage(stalled);
        environment.lifecycle().addEventListener(new ConnectionCare(stalled));
    }

    @Override
    public void lifeCycleStarting(LifeCycle event) {
        if (event instanceof Server server) {
            follow(server);
        }
    }

    private void follow(Server server) {
        for (Connector connector : server.getConnectors()) {
            connector.addEventListener(stalled);
        }
        // Health checks must find a way in.
        Connector[] limited = Arrays.stream(server.getConnectors())
                .filter(connector -> !ADMIN.equals(connector.getName()))
                .toArray(Connector[]::new);
        int most = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_EACH);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(most, limited);
        limit.setEndPointIdleTimeout(IDLE_MILLIS_WHEN_FULL);
        server.addBean(limit);
    }
}

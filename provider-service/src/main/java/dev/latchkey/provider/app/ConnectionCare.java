package dev.latchkey.provider.app;

import dev.latchkey.provider.overload.ConnectionLimit;
import dev.latchkey.provider.overload.StalledConnections;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Ends connections that are slow on purpose, of this application, since others may have long uploads and downloads; takes
 * no more of them than there is memory for, and keeps little for each.
 */
final class ConnectionCare implements LifeCycle.Listener {
    // What one takes that rests is half of it.
    private static final long BYTES_OF_HEAP_EACH = 16 * 1024;
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
            connector
                    .getContainedBeans(HttpConnectionFactory.class)
                    .forEach(factory -> forgetHeaders(factory.getHttpConfiguration()));
        }
        // Health checks must find a way in.
        List<AbstractConnector> limited = Arrays.stream(server.getConnectors())
                .filter(connector -> !ADMIN.equals(connector.getName()))
                .filter(AbstractConnector.class::isInstance)
                .map(AbstractConnector.class::cast)
                .toList();
        int most = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / BYTES_OF_HEAP_EACH);
        new ConnectionLimit(most, limited).apply();
    }

    // Each connection would keep those it has seen in 12 KiB and more, twice what it needs for everything else; the
    // least that the configuration takes is not 0.
    private static void forgetHeaders(HttpConfiguration http) {
        http.setHeaderCacheSize(0);
    }
}

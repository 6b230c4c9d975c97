package dev.latchkey.provider.app;

import dev.latchkey.provider.overload.StalledConnections;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.Duration;
import org.eclipse.jetty.server.Server;

/** Ends connections that are slow on purpose: of this application, since others may have long uploads and downloads. */
final class ConnectionCare {
    private ConnectionCare() {}

    static void register(Duration longest, Environment environment) {
        StalledConnections stalled = new StalledConnections(longest.toJavaDuration(), System::nanoTime);
        environment.lifecycle().manage(stalled);
        environment.lifecycle().addServerLifecycleListener(server -> follow(server, stalled));
    }

    private static void follow(Server server, StalledConnections stalled) {
        for (var connector : server.getConnectors()) {
            connector.addEventListener(stalled);
        }
    }
}

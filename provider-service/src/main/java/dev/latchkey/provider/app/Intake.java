package dev.latchkey.provider.app;

import dev.latchkey.provider.overload.Gate;
import io.dropwizard.core.setup.Environment;
import java.util.Arrays;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Has the server of this application turn away at once whom its gate would turn away, before anything else is done. Not
 * where the server ends TLS itself: its handshakes, a millisecond each, are not for the thread that reads the network.
 */
final class Intake implements LifeCycle.Listener {
    private final Handler.Container application;

    /** For the gate in {@code application}. */
    Intake(Handler.Container application) {
        this.application = application;
    }

    static void register(Environment environment) {
        environment.lifecycle().addEventListener(new Intake(environment.getApplicationContext()));
    }

    @Override
    public void lifeCycleStarting(LifeCycle event) {
        if (event instanceof Server server && !isEncrypted(server)) {
            takeIn(server);
        }
    }

    private static boolean isEncrypted(Server server) {
        return Arrays.stream(server.getConnectors())
                .anyMatch(connector -> connector.getConnectionFactory(SslConnectionFactory.class) != null);
    }

    // Below what counts the requests that are still to be answered before the server ends.
    private void takeIn(Server server) {
        Gate gate = application.getDescendant(Gate.class);
        GracefulHandler counting = server.getDescendant(GracefulHandler.class);
        if (gate != null && counting != null) {
            counting.insertHandler(gate.reception());
        }
    }
}

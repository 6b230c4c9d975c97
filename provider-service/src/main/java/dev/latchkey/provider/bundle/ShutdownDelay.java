package dev.latchkey.provider.bundle;

import com.codahale.metrics.health.HealthCheck;
import dev.latchkey.provider.endpoint.LastAnswersFilter;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves on for a while after SIGTERM, with a red health check, so that balancers send their requests elsewhere before
 * the server closes; Jetty by itself closes at once. An embedded database closes at once too, and no other node could
 * take over: there is no delay then.
 */
final class ShutdownDelay extends HealthCheck implements ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(ShutdownDelay.class);

    // Long enough for those that are being taken.
    private static final long UNTIL_TAKEN_MILLIS = 100;

    private final Duration delay;
    private final AtomicBoolean ending = new AtomicBoolean();

    private ShutdownDelay(Duration delay) {
        this.delay = delay;
    }

    static void register(ProviderConfiguration configuration, Environment environment) {
        Duration delay = configuration.shutdownDelay().toJavaDuration();
        if (delay.isZero() || configuration.database().isEmbedded()) {
            return;
        }
        ShutdownDelay farewell = new ShutdownDelay(delay);
        environment.healthChecks().register("shutdown", farewell);
        environment.lifecycle().addServerLifecycleListener(farewell);
        environment
                .servlets()
                .addFilter("last-answers", new LastAnswersFilter(farewell.ending::get))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    protected Result check() {
        return ending.get() ? Result.unhealthy("The provider is about to end.") : Result.healthy();
    }

    @Override
    public void serverStarted(Server server) {
        if (server.getStopAtShutdown()) {
            server.setStopAtShutdown(false);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "shutdown-delay"));
        }
    }

    private void end(Server server) {
        if (!server.isRunning()) {
            return;
        }
        ending.set(true);
        LOG.info("About to end: red for balancers, serving on for {} s.", delay.toSeconds());
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
            takeNoMore(server);
            server.stop();
        } catch (Exception e) {
            // The process ends all the same; Jetty declares nothing narrower.
            LOG.warn("The server did not end well.", e);
        }
    }

    // Jetty forgets a connection that it takes while it closes the port: nobody answers it until the process ends. One
    // that
    // is not taken is refused at once.
    private static void takeNoMore(Server server) throws InterruptedException {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof AbstractConnector taking) {
                taking.setAccepting(false);
            }
        }
        TimeUnit.MILLISECONDS.sleep(UNTIL_TAKEN_MILLIS);
    }
}

package dev.latchkey.provider.app;

import com.codahale.metrics.MetricRegistry;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseSettings;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a database that cannot be reached at the start. Meanwhile the provider's own connectors answer 503 to
 * everything, health checks too, so that balancers and people see what is the matter.
 */
final class WaitingRoom {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingRoom.class);
    private static final long PERIOD_MILLIS = 500;
    private static final int TRIES_PER_LINE = 60;
    private static final int THREADS = 16;
    private static final String ANSWER = "{\"error\":\"temporarily_unavailable\",\"error_description\":\"The database"
            + " cannot be reached yet. Send the same request again in a moment.\"}";

    private WaitingRoom() {}

    /** Returns once the database answers, whatever it answers; at once when it does or is an embedded one. */
    static void awaitDatabase(ApplicationConfiguration configuration) throws Exception {
        DatabaseSettings settings = configuration.getProvider().database();
        if (settings.isEmbedded()) {
            return;
        }
        DatabaseSettings single =
                new DatabaseSettings(settings.url(), settings.user(), settings.password(), 1, settings.maxWait());
        try (Database database = Database.open(single, null)) {
            if (!database.isReachable()) {
                waitFor(database, configuration.getServerFactory());
            }
        }
    }

    private static void waitFor(Database database, ServerFactory factory) throws Exception {
        Server server = server(factory);
        server.start();
        try {
            for (int tries = 0; !database.isReachable(); tries++) {
                if (tries % TRIES_PER_LINE == 0) {
                    LOG.warn(
                            "The database {} cannot be reached: waiting for it.",
                            database.settings().shownUrl());
                }
                TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            }
        } finally {
            server.stop();
        }
        LOG.info("The database is there.");
    }

    private static Server server(ServerFactory factory) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        Server server = new Server(threads);
        connectors(factory)
                .forEach(connector ->
                        server.addConnector(connector.build(server, new MetricRegistry(), "waiting", threads)));
        server.setHandler(new ComeAgain());
        return server;
    }

    private static List<ConnectorFactory> connectors(ServerFactory factory) {
        return factory instanceof DefaultServerFactory own
                ? Stream.concat(own.getApplicationConnectors().stream(), own.getAdminConnectors().stream())
                        .toList()
                : List.of();
    }

    private static final class ComeAgain extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(503);
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 2L);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, ANSWER, callback);
            return true;
        }
    }
}

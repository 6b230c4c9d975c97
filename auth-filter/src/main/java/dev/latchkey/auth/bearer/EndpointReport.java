package dev.latchkey.auth.bearer;

import java.util.List;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at start which endpoint demands what; with an endpoint that has no rule the application does not start. */
final class EndpointReport implements ApplicationEventListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(EndpointReport.class);

    private final RuleBook book;
    private final UnruledEndpoints unruled;

    EndpointReport(RuleBook book, UnruledEndpoints unruled) {
        this.book = book;
        this.unruled = unruled;
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        if (event.getType() == ApplicationEvent.Type.INITIALIZATION_FINISHED) {
            report(new EndpointTable(book).rows(event.getResourceModel().getRootResources()));
        }
    }

    @Override
    public @Nullable RequestEventListener onRequest(RequestEvent requestEvent) {
        return null;
    }

    private void report(List<EndpointTable.Row> rows) {
        LOGGER.info("Endpoints and who may use them:\n\n{}\n", table(rows));
        List<EndpointTable.Row> forgotten =
                rows.stream().filter(EndpointTable.Row::isUnruled).toList();
        if (forgotten.isEmpty()) {
            return;
        }
        if (unruled == UnruledEndpoints.REFUSE) {
            throw new UnruledEndpointsException(table(forgotten));
        }
        LOGGER.warn("Endpoints that answer 403 to everybody:\n\n{}\n", table(forgotten));
    }

    private static String table(List<EndpointTable.Row> rows) {
        return rows.stream().map(EndpointTable.Row::toString).collect(Collectors.joining("\n"));
    }
}

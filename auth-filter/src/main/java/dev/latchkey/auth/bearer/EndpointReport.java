package dev.latchkey.auth.bearer;

import dev.latchkey.auth.ScopeSet;
import java.util.List;
import java.util.function.Consumer;
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
    private final Consumer<ScopeSet> scopes;

    EndpointReport(RuleBook book, UnruledEndpoints unruled, Consumer<ScopeSet> scopes) {
        this.book = book;
        this.unruled = unruled;
        this.scopes = scopes;
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
        scopes.accept(rows.stream().map(row -> row.rule().scopesNamed()).reduce(ScopeSet.empty(), ScopeSet::union));
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

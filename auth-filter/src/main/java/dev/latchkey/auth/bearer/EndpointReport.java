package dev.latchkey.auth.bearer;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs at start which endpoint demands what; endpoints without a rule stand out as a warning.
 *
 * <p>What a sub-resource locator leads to is not known before it is asked, so it is missing here; its rules hold.
 */
public final class EndpointReport implements ApplicationEventListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(EndpointReport.class);

    @Override
    public void onEvent(ApplicationEvent event) {
        if (event.getType() == ApplicationEvent.Type.INITIALIZATION_FINISHED) {
            log(rows(event.getResourceModel().getRootResources()));
        }
    }

    @Override
    public @Nullable RequestEventListener onRequest(RequestEvent requestEvent) {
        return null;
    }

    /** The table of these resources, sorted by path. */
    static List<Row> rows(List<Resource> resources) {
        return resources.stream()
                .flatMap(resource -> rows("", resource))
                .sorted(Comparator.comparing(Row::path).thenComparing(Row::httpMethod))
                .toList();
    }

    private static void log(List<Row> rows) {
        LOGGER.info("Endpoints and who may use them:\n\n{}\n", table(rows.stream()));
        List<Row> forgotten = rows.stream()
                .filter(row -> row.rule().equals(AccessRule.Closed.NO_RULE))
                .toList();
        if (!forgotten.isEmpty()) {
            LOGGER.warn("Endpoints that answer 403 to everybody:\n\n{}\n", table(forgotten.stream()));
        }
    }

    private static String table(Stream<Row> rows) {
        return rows.map(Row::toString).collect(Collectors.joining("\n"));
    }

    private static Stream<Row> rows(String parent, Resource resource) {
        String path = (parent + "/" + (resource.getPath() == null ? "" : resource.getPath())).replaceAll("/{2,}", "/");
        Stream<Row> own = resource.getResourceMethods().stream()
                .filter(method -> !method.isExtended())
                .map(method -> row(path, method));
        return Stream.concat(own, resource.getChildResources().stream().flatMap(child -> rows(path, child)));
    }

    private static Row row(String path, ResourceMethod endpoint) {
        Invocable invocable = endpoint.getInvocable();
        Class<?> type = invocable.getHandler().getHandlerClass();
        Method method = invocable.getHandlingMethod();
        AccessRule rule = AccessRules.of(type, method, endpoint.getHttpMethod());
        return new Row(endpoint.getHttpMethod(), path, rule, type.getSimpleName() + "." + method.getName());
    }

    /**
     * One endpoint.
     *
     * @param httpMethod the HTTP method
     * @param path the path template
     * @param rule who may use it
     * @param handler class and method
     */
    record Row(String httpMethod, String path, AccessRule rule, String handler) {
        @Override
        public String toString() {
            return String.format("    %-7s %-32s %-40s (%s)", httpMethod, path, rule, handler);
        }
    }
}

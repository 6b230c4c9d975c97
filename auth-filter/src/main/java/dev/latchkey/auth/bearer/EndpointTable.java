package dev.latchkey.auth.bearer;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.jspecify.annotations.Nullable;

/**
 * Lists the endpoints of an application with their rules, those behind sub-resource locators too.
 *
 * <p>What a locator returns is known by its declared type; behind an interface, an abstract class or {@link Object} the
 * rules are found when a request comes, and where there are none it is refused.
 */
final class EndpointTable {
    private final RuleBook book;

    EndpointTable(RuleBook book) {
        this.book = book;
    }

    /** The endpoints, sorted by path. */
    List<Row> rows(List<Resource> resources) {
        return resources.stream()
                .flatMap(resource -> rows(joined("", resource.getPath()), resource, List.of()))
                .sorted(Comparator.comparing(Row::path).thenComparing(Row::httpMethod))
                .toList();
    }

    private Stream<Row> rows(String path, Resource resource, List<Endpoint> locators) {
        Stream<Row> own = resource.getResourceMethods().stream()
                .filter(method -> !method.isExtended())
                .map(method -> row(path, method, locators));
        Stream<Row> located =
                Stream.ofNullable(resource.getResourceLocator()).flatMap(locator -> behind(path, locator, locators));
        Stream<Row> children = resource.getChildResources().stream()
                .flatMap(child -> rows(joined(path, child.getPath()), child, locators));
        return Stream.of(own, located, children).flatMap(rows -> rows);
    }

    private static String joined(String parent, @Nullable String path) {
        return path == null || path.isEmpty() ? parent : (parent + "/" + path).replaceAll("/{2,}", "/");
    }

    private Row row(String path, ResourceMethod model, List<Endpoint> locators) {
        Endpoint endpoint = Endpoint.of(model);
        AccessRule rule = book.of(endpoint, locators, RuleBook.reads(model.getHttpMethod()));
        return new Row(model.getHttpMethod(), path, rule, endpoint.toString());
    }

    private Stream<Row> behind(String path, ResourceMethod model, List<Endpoint> locators) {
        Endpoint locator = Endpoint.of(model);
        Resource target = located(model.getInvocable());
        if (target == null || locators.contains(locator)) {
            return Stream.empty();
        }
        List<Endpoint> way = new ArrayList<>(List.of(locator));
        way.addAll(locators);
        return rows(path, target, way);
    }

    private static @Nullable Resource located(Invocable locator) {
        Type type = locator.getResponseType();
        if (type instanceof ParameterizedType generic && generic.getRawType() == Class.class) {
            type = generic.getActualTypeArguments()[0];
        }
        boolean concrete = type instanceof Class<?> known && !Modifier.isAbstract(known.getModifiers());
        return concrete && type != Object.class && type != Resource.class ? Resource.from((Class<?>) type, true) : null;
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
        /** Whether nobody wrote a rule for it. */
        boolean isUnruled() {
            return rule.equals(AccessRule.Closed.NO_RULE);
        }

        @Override
        public String toString() {
            return String.format("    %-7s %-32s %-40s (%s)", httpMethod, path, rule, handler);
        }
    }
}

package dev.latchkey.provider.bundle;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.server.SimpleServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the server will listen, as far as its configuration says so for certain.
 *
 * @param people the listeners of people and clients
 * @param operators the listeners of the admin port, which may be the same
 */
record Listeners(List<ConnectorFactory> people, List<ConnectorFactory> operators) {
    /** None that are known of. */
    static final Listeners NONE = new Listeners(List.of(), List.of());

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    Listeners {
        people = List.copyOf(people);
        operators = List.copyOf(operators);
    }

    /** Those of an application; none where its configuration is not Dropwizard's. */
    static Listeners of(HasProvider application) {
        return application instanceof Configuration configuration ? of(configuration.getServerFactory()) : NONE;
    }

    static Listeners of(ServerFactory server) {
        if (server instanceof DefaultServerFactory parted) {
            return new Listeners(parted.getApplicationConnectors(), parted.getAdminConnectors());
        }
        if (server instanceof SimpleServerFactory simple) {
            return new Listeners(List.of(simple.getConnector()), List.of(simple.getConnector()));
        }
        return NONE;
    }

    /** Why {@code requireHttps} would refuse every request; empty where some may pass. */
    Optional<String> objection(ProviderConfiguration configuration) {
        boolean refusesAll = configuration.requireHttps()
                && !people.isEmpty()
                && people.stream().allMatch(Listeners::isPlain);
        return refusesAll
                ? Optional.of("provider.requireHttps: the server listens for plain http only and believes no proxy,"
                        + " every request would be refused: behind a proxy that ends TLS set useForwardedHeaders"
                        + " (USE_FORWARDED_HEADERS) of server.applicationConnectors to true, else add a connector of"
                        + " type https.")
                : Optional.empty();
    }

    // Those of further types, whose class is another, may end TLS themselves.
    private static boolean isPlain(ConnectorFactory listener) {
        return listener.getClass() == HttpConnectorFactory.class
                && !((HttpConnectorFactory) listener).isUseForwardedHeaders();
    }

    /** What is to be said of an admin port that other machines can reach: a sentence each. */
    Stream<String> warnings() {
        return operators.stream().flatMap(Listeners::warning);
    }

    private static Stream<String> warning(ConnectorFactory listener) {
        if (!(listener instanceof HttpConnectorFactory http) || isLoopback(http.getBindHost())) {
            return Stream.empty();
        }
        return Stream.of("the admin port " + http.getPort() + " (server.adminConnectors, ADMIN_BIND_HOST) is open to"
                + " other machines: whoever reaches it reads its metrics without a password. Bind it"
                + " to 127.0.0.1, or let a firewall keep others away.");
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.matcher(host).matches();
    }
}

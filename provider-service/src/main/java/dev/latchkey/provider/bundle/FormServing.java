package dev.latchkey.provider.bundle;

import dev.latchkey.provider.client.ClientOrigins;
import dev.latchkey.provider.clientauth.FailureLimit;
import dev.latchkey.provider.endpoint.CrossOrigin;
import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.endpoint.ErrorPages;
import dev.latchkey.provider.endpoint.FormEdge;
import dev.latchkey.provider.endpoint.FormEndpoint;
import dev.latchkey.provider.endpoint.FormEndpoints;
import dev.latchkey.provider.endpoint.MemberPages;
import dev.latchkey.provider.endpoint.RequestTimes;
import io.dropwizard.core.setup.Environment;
import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Serves the endpoints that clients post forms to, before Jersey sees a request.
 *
 * @param configuration the provider's
 * @param origins which origins may read answers
 * @param members for error pages, which the mappers make for people elsewhere
 * @param clock for the limit of failures
 */
record FormServing(
        ProviderConfiguration configuration, ClientOrigins origins, MemberPages members, InstantSource clock) {

    /** Puts them behind all other filters that are registered by now. */
    void register(Environment environment, List<FormEndpoint> some, FormEndpoint... more) {
        FormEndpoints forms = new FormEndpoints(
                Stream.concat(some.stream(), Stream.of(more)).toList(),
                new EndpointPaths(URI.create(configuration.issuer())),
                new FormEdge(
                        configuration.requireHttps(),
                        new FailureLimit(clock),
                        new CrossOrigin(origins),
                        new ErrorPages(members)),
                new RequestTimes(environment.metrics()),
                environment.getObjectMapper());
        environment
                .servlets()
                .addFilter("form-endpoints", forms)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }
}

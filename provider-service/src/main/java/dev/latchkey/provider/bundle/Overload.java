package dev.latchkey.provider.bundle;

import dev.latchkey.provider.endpoint.EndpointPaths;
import dev.latchkey.provider.overload.ArrivedBodies;
import dev.latchkey.provider.overload.Gate;
import dev.latchkey.provider.overload.LeavingAnswers;
import dev.latchkey.provider.overload.Refusals;
import dev.latchkey.provider.page.Pages;
import dev.latchkey.provider.protocol.Parameters;
import io.dropwizard.core.setup.Environment;
import java.net.URI;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;

/**
 * Keeps the provider up when more is asked of it than it can do. Only its own endpoints are guarded, and of those only
 * what is worked out for each caller: keys, metadata and status lists, which whole systems hang on, are always served.
 */
final class Overload {
    private static final String REFUSED = "latchkey.overload.refused";
    private static final int MEMORY_SHARE = 8;

    private Overload() {}

    static void guard(ProviderConfiguration configuration, Environment environment, Pages pages) {
        EndpointPaths paths = new EndpointPaths(URI.create(configuration.issuer()));
        Predicate<Request> guarded = request -> paths.isWorkedOut(Request.getPathInContext(request));
        ArrivedBodies bodies = new ArrivedBodies(
                guarded, Parameters.MAX_BYTES + 1, Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
        bodies.setHandler(new Gate(
                configuration.overload().maxRequests(),
                guarded,
                new Refusals(
                        new BusyAnswers(paths, pages), environment.metrics().meter(REFUSED))));
        LeavingAnswers answers = new LeavingAnswers(Runtime.getRuntime().maxMemory() / MEMORY_SHARE);
        answers.setHandler(bodies);
        environment.getApplicationContext().insertHandler(answers);
    }
}

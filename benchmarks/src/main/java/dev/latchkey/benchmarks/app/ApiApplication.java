package dev.latchkey.benchmarks.app;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.Arrays;

/** An API of one endpoint with the sample API's settings. */
public final class ApiApplication extends Application<ApiConfiguration> {
    private final Guard guard;

    private ApiApplication(Guard guard) {
        this.guard = guard;
    }

    /** Starts it: the name of a {@link Guard}, then {@code server config.yml} with the sample API's file. */
    public static void main(String[] arguments) throws Exception {
        new ApiApplication(Guard.valueOf(arguments[0])).run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    @Override
    public void initialize(Bootstrap<ApiConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(ApiConfiguration configuration, Environment environment) {
        guard.install(configuration, environment);
    }
}

package dev.latchkey.benchmarks.app;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** The framework's ceiling: Dropwizard with the provider's server settings and one endpoint that does next to nothing. */
public final class CeilingApplication extends Application<CeilingConfiguration> {
    /** Starts it: {@code server config.yml}, with the provider's file. */
    public static void main(String[] arguments) throws Exception {
        new CeilingApplication().run(arguments);
    }

    @Override
    public void initialize(Bootstrap<CeilingConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(CeilingConfiguration configuration, Environment environment) {
        environment.jersey().register(new FormResource());
    }
}

package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.ProviderBundle;
import dev.latchkey.provider.bundle.Timekeeping;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.PrintStream;

/** The provider as an application of its own. */
public final class ProviderApplication extends Application<ApplicationConfiguration> {
    private final PrintStream out;
    private final Timekeeping time;

    /** The application for a terminal: commands print to {@code out}. */
    public ProviderApplication(PrintStream out, Timekeeping time) {
        this.out = out;
        this.time = time;
    }

    /** Starts the application; {@code server config.yml} serves. */
    public static void main(String[] arguments) throws Exception {
        listenOnLoopbackOnly();
        new ProviderApplication(System.out, Timekeeping.byDatabase()).run(arguments);
    }

    // The embedded database opens a port for the other processes of this machine; H2 reads this once, when it loads.
    private static void listenOnLoopbackOnly() {
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    @Override
    public String getName() {
        return "latchkey";
    }

    @Override
    public void initialize(Bootstrap<ApplicationConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
        bootstrap.setConfigurationFactoryFactory(new ConfigurationReading());
        bootstrap.addBundle(
                ProviderBundle.<ApplicationConfiguration>builder().time(time).build());
    }

    @Override
    protected void addDefaultCommands(Bootstrap<ApplicationConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new ClientCommand(out, time));
        bootstrap.addCommand(new UserCommand(out, time));
        bootstrap.addCommand(new DatabaseCommand(out, time));
        bootstrap.addCommand(new KeysCommand(out, time));
        bootstrap.addCommand(new PurgeCommand(out, time));
        bootstrap.addCommand(new DemoCommand(out, time));
    }

    @Override
    public void run(ApplicationConfiguration configuration, Environment environment) {
        RequestLogCheck.require(configuration.getServerFactory());
        environment.jersey().register(new NothingElsewhere());
        ServerErrors.register(configuration.getServerFactory(), environment);
        TaskGuard.register(configuration, environment);
        ConnectionCare.register(configuration.getProvider().overload().maxTransfer(), environment);
        Intake.register(environment);
        LoggingCheck.require(
                configuration.getLoggingFactory(), configuration.getProvider().issuer());
    }
}

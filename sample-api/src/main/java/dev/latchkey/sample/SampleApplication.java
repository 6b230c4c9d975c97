package dev.latchkey.sample;

import dev.latchkey.accounts.GroupStore;
import dev.latchkey.accounts.PasswordHasher;
import dev.latchkey.accounts.UserStore;
import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseClock;
import dev.latchkey.auth.bundle.BearerAuthBundle;
import dev.latchkey.sample.api.BodyLimit;
import dev.latchkey.sample.api.Errors;
import dev.latchkey.sample.api.FormReader;
import dev.latchkey.sample.api.JsonErrorHandler;
import dev.latchkey.sample.api.PrivateAnswers;
import dev.latchkey.sample.api.RefusalLog;
import dev.latchkey.sample.api.StrictJson;
import dev.latchkey.sample.group.GroupsResource;
import dev.latchkey.sample.user.UsersResource;
import dev.latchkey.sample.verify.VerifyResource;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;

/** A users and groups API whose callers bring tokens of the provider. */
public final class SampleApplication extends Application<SampleConfiguration> {
    private final BearerAuthBundle<SampleConfiguration> auth = BearerAuthBundle.create();

    /** Starts the API: {@code server config.yml}. */
    public static void main(String[] arguments) throws Exception {
        // An embedded database shared between processes listens on a socket: on this machine only.
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
        new SampleApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "latchkey-sample-api";
    }

    @Override
    public void initialize(Bootstrap<SampleConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
        bootstrap.addBundle(auth);
    }

    @Override
    protected void addDefaultCommands(Bootstrap<SampleConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
    }

    @Override
    public void run(SampleConfiguration configuration, Environment environment) {
        Database database = Database.open(configuration.getDatabase(), environment.metrics());
        environment.lifecycle().manage(database);
        AccountTables.prepare(database);
        environment.healthChecks().register("database", new DatabaseHealthCheck(database));

        StrictJson.configure(environment.getObjectMapper());
        speakJson(configuration, environment);

        // The provider's time too: it ends the grants of users that changed here by when they did.
        DatabaseClock clock = DatabaseClock.of(database);
        environment.lifecycle().manage(clock);
        JerseyEnvironment jersey = environment.jersey();
        jersey.register(new UsersResource(new UserStore(database, clock), PasswordHasher.forThisMachine()));
        jersey.register(new GroupsResource(new GroupStore(database, clock)));
        jersey.register(new VerifyResource(auth.tokenValidator()));
    }

    private static void speakJson(SampleConfiguration configuration, Environment environment) {
        if (configuration.getServerFactory() instanceof AbstractServerFactory server) {
            server.setRegisterDefaultExceptionMappers(false);
        }
        JsonErrorHandler beforeJersey = new JsonErrorHandler();
        environment.getApplicationContext().setErrorHandler(beforeJersey);
        environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(beforeJersey));
        Errors.register(environment.jersey());
        environment.jersey().register(new PrivateAnswers());
        environment.jersey().register(new RefusalLog());
        environment.jersey().register(new BodyLimit());
        environment.jersey().register(new FormReader(environment.getObjectMapper()));
    }
}

package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.ProviderBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server config.yml}: serves, or says in a sentence why it does not. */
final class ServeCommand extends ServerCommand<ApplicationConfiguration> {
    ServeCommand(Application<ApplicationConfiguration> application) {
        super(application);
    }

    @Override
    protected void run(
            Bootstrap<ApplicationConfiguration> bootstrap, Namespace namespace, ApplicationConfiguration configuration)
            throws Exception {
        // Who waits for a database that its own configuration forbids waits for ever.
        ProviderBundle.requireSafe(configuration);
        WaitingRoom.awaitDatabase(configuration);
        super.run(bootstrap, namespace, configuration);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable fault) {
        CommandErrors.print(cli.getStdErr(), fault);
    }
}

package dev.latchkey.sample;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server config.yml}: serves, or says in a sentence why it does not. */
final class ServeCommand extends ServerCommand<SampleConfiguration> {
    ServeCommand(Application<SampleConfiguration> application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable fault) {
        StartErrors.print(cli.getStdErr(), fault);
    }
}

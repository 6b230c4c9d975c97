package dev.latchkey.provider.app;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseClock;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.provider.bundle.Timekeeping;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;

/** A command that works on the database that the configuration names. */
abstract class ProviderCommand extends Command {
    private static final String ACTION = "action";

    private final Timekeeping time;

    ProviderCommand(String name, String description, Timekeeping time) {
        super(name, description);
        this.time = time;
    }

    @Override
    public void configure(Subparser parser) {
        configureActions(parser.addSubparsers().dest(ACTION).metavar(ACTION));
    }

    /** Adds the actions of this command; a command without any configures its parser itself. */
    void configureActions(Subparsers actions) {}

    static ArgumentParser action(Subparsers actions, String name, String help) {
        Subparser action = actions.addParser(name).help(help).description(help);
        addConfig(action);
        return action;
    }

    static void addConfig(ArgumentParser parser) {
        parser.addArgument("--config").setDefault("config.yml").help("the configuration; config.yml unless given");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        ApplicationConfiguration configuration = new YamlConfigurationFactory<>(
                        ApplicationConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(bootstrap.getConfigurationSourceProvider(), arguments.getString("config"));
        try (Database database =
                Database.openForCommand(configuration.getProvider().database(), bootstrap.getMetricRegistry())) {
            run(
                    arguments.getString(ACTION),
                    arguments,
                    new CommandContext(configuration.getProvider(), database, clock(database)));
        }
    }

    // Read once: no command runs so long that it would go wrong.
    private InstantSource clock(Database database) {
        InstantSource clock = time.over(database);
        if (clock instanceof DatabaseClock unread) {
            unread.sample();
        }
        return clock;
    }

    /** Does {@code action}; throws {@link CommandException} with a sentence when it cannot. */
    abstract void run(String action, Namespace arguments, CommandContext context);

    /** Migrates an embedded database, refuses any other that is not up to date. */
    static void requireSchema(Database database) {
        if (Schema.isCurrent(database)) {
            return;
        }
        if (!database.settings().isEmbedded()) {
            throw new CommandException("The tables of this database are missing or older than this version: run"
                    + " `./latchkey db migrate` first.");
        }
        Schema.migrate(database);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable fault) {
        CommandErrors.print(cli.getStdErr(), fault);
    }
}

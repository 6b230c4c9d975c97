package dev.latchkey.provider.app;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.bundle.Schema;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code db migrate|status}: the tables. */
final class DatabaseCommand extends ProviderCommand {
    private final PrintStream out;

    DatabaseCommand(PrintStream out) {
        super("db", "Brings the tables up to date, or says whether they are");
        this.out = out;
    }

    @Override
    void configureActions(Subparsers actions) {
        action(actions, "migrate", "brings the tables up to date");
        action(actions, "status", "says whether the tables are up to date; exit code 1 when they are not");
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        Database database = context.database();
        boolean current = Schema.isCurrent(database);
        if (action.equals("migrate") && !current) {
            Schema.migrate(database);
        } else if (!current) {
            throw new CommandException("The tables in " + database.settings().shownUrl()
                    + " are not up to date: run `./latchkey db migrate`.");
        }
        out.println("The tables in " + database.settings().shownUrl() + " are up to date.");
    }
}

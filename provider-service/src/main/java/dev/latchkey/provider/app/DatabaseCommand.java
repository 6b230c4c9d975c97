package dev.latchkey.provider.app;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.bundle.Schema;
import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.store.RestoredDatabase;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code db migrate|status|restored}: the tables. */
final class DatabaseCommand extends ProviderCommand {
    private final PrintStream out;

    DatabaseCommand(PrintStream out, Timekeeping time) {
        super("db", "Brings the tables up to date, or says whether they are", time);
        this.out = out;
    }

    @Override
    void configureActions(Subparsers actions) {
        action(actions, "migrate", "brings the tables up to date");
        action(
                actions,
                "restored",
                "after a restore from backup: ends all grants and tokens, replaces the signing keys");
        action(actions, "status", "says whether the tables are up to date; exit code 1 when they are not");
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        if (action.equals("restored")) {
            restored(context);
            return;
        }
        Database database = context.database();
        boolean current = Schema.isCurrent(database);
        if (action.equals("migrate") && !current) {
            Schema.migrate(database);
            record(context, CommandAudit.event(EventType.DATABASE_MIGRATED));
        } else if (!current) {
            throw new CommandException("The tables in " + database.settings().shownUrl()
                    + " are not up to date: run `./latchkey db migrate`.");
        }
        out.println("The tables in " + database.settings().shownUrl() + " are up to date.");
    }

    private static void record(CommandContext context, AuditEvent event) {
        CommandAudit.trail(context).record(event);
    }

    private void restored(CommandContext context) {
        requireSchema(context.database());
        int grants = new RestoredDatabase(context.database())
                .endEverything(context.clock().instant());
        KeyAdministration.keys(context).replaceAll(context.configuration().signingAlgorithm());
        record(context, CommandAudit.event(EventType.DATABASE_RESTORED).with("grants", String.valueOf(grants)));
        out.println(
                "Ended " + grants + " grants and all tokens, and replaced the signing keys: start the provider now.");
    }
}

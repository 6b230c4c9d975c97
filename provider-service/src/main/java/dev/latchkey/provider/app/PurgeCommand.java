package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.Timekeeping;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.purge.Purge;
import dev.latchkey.provider.store.JdbiExpiredRows;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code purge}: deletes expired rows now. */
final class PurgeCommand extends ProviderCommand {
    private final PrintStream out;

    PurgeCommand(PrintStream out, Timekeeping time) {
        super("purge", "Deletes expired rows now", time);
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        addConfig(parser);
    }

    @Override
    void run(String action, Namespace arguments, CommandContext context) {
        requireSchema(context.database());
        long deleted = new Purge(JdbiExpiredRows.all(context.database()), context.clock()).run();
        CommandAudit.trail(context)
                .record(CommandAudit.event(EventType.DATABASE_PURGED).with("rows", String.valueOf(deleted)));
        out.println("Deleted " + deleted + " expired rows.");
    }
}

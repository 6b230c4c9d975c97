package dev.latchkey.provider.bundle;

import dev.latchkey.provider.purge.Purge;
import io.dropwizard.lifecycle.Managed;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes expired rows while the provider serves, and on demand as the admin task {@code purge}. */
final class Purging extends Task implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Purging.class);

    private final Purge purge;
    private final Chore chore;

    Purging(Purge purge, Duration period) {
        super("purge");
        this.purge = purge;
        this.chore = new Chore("purge", period, this::turn);
    }

    @Override
    public void start() {
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }

    private void turn() {
        long deleted = purge.run();
        if (deleted > 0) {
            LOG.info("Deleted {} expired rows.", deleted);
        }
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        output.println("Deleted " + purge.run() + " expired rows.");
    }
}

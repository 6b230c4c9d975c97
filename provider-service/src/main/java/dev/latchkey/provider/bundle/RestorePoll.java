package dev.latchkey.provider.bundle;

import dev.latchkey.provider.store.JdbiUsedAssertions;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;

/** Reads before the first request, and twice a second from then on, whether the database was restored from a backup. */
final class RestorePoll implements Managed {
    private static final Duration PERIOD = Duration.ofMillis(500);

    private final JdbiUsedAssertions used;
    private final Chore chore;

    RestorePoll(JdbiUsedAssertions used) {
        this.used = used;
        this.chore = new Chore("change-poll-restore", PERIOD, used::read);
    }

    /** Reads it once; throws when the database does not answer. */
    @Override
    public void start() {
        used.read();
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }
}

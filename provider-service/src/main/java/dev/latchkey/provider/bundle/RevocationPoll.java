package dev.latchkey.provider.bundle;

import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusStore;
import dev.latchkey.provider.token.RevocationStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Twice a second: reads what other processes revoked, and ends what changed users and disabled clients have left. It
 * reads a minute back each time, so that what was committed late is not lost.
 */
final class RevocationPoll implements Managed {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration OVERLAP = Duration.ofSeconds(60);
    // Changes made while no provider ran: their tokens are dead after a day, unless a client's live longer.
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final RevocationView view;
    private final StatusStore lists;
    private final RevocationStore tokens;
    private final InstantSource clock;
    private final Chore chore = new Chore("change-poll-revocations", PERIOD, this::poll);
    private Instant readUntil = Instant.EPOCH;
    private Instant endedUntil;

    RevocationPoll(RevocationView view, StatusStore lists, RevocationStore tokens, InstantSource clock) {
        this.view = view;
        this.lists = lists;
        this.tokens = tokens;
        this.clock = clock;
        this.endedUntil = clock.instant().minus(LOOK_BACK);
    }

    /** Reads all revocations before the first request is served; throws when the database does not answer. */
    @Override
    public void start() {
        poll();
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }

    private void poll() {
        Instant now = clock.instant();
        view.read(overlapping(readUntil), now);
        readUntil = now;
        Instant since = overlapping(endedUntil);
        view.mark(lists.revokeDisabledClients(since, now));
        if (tokens.revokeOutdated(since, now)) {
            endedUntil = now;
        }
    }

    private static Instant overlapping(Instant time) {
        return time.equals(Instant.EPOCH) ? time : time.minus(OVERLAP);
    }
}

package dev.latchkey.provider.bundle;

import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusRange;
import dev.latchkey.provider.status.StatusStore;
import dev.latchkey.provider.token.RevocationStore;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Twice a second: reads what other processes revoked, and ends what changed users and disabled clients have left. It
 * reads a minute back each time, so that what was committed late is not lost; and each minute it begins to read
 * everything once more, a part each time, so that nothing is missed for ever.
 */
final class RevocationPoll implements Managed {
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final int TURNS_PER_SWEEP = 120;
    private static final Duration OVERLAP = Duration.ofSeconds(60);
    // Changes made while no provider ran: their tokens are dead after a day, unless a client's live longer.
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final RevocationView view;
    private final StatusStore lists;
    private final RevocationStore tokens;
    private final InstantSource clock;
    private final Chore chore = new Chore("change-poll-revocations", PERIOD, this::turn);
    private StatusRange swept = StatusRange.NONE;
    private int turns;
    private Instant readUntil;
    private Instant endedUntil;

    RevocationPoll(RevocationView view, StatusStore lists, RevocationStore tokens, InstantSource clock) {
        this.view = view;
        this.lists = lists;
        this.tokens = tokens;
        this.clock = clock;
        this.readUntil = clock.instant();
        this.endedUntil = readUntil.minus(LOOK_BACK);
    }

    /** Reads all revocations before the first request is served; throws when the database does not answer. */
    @Override
    public void start() {
        turn();
        while (isSweeping()) {
            sweep();
        }
        chore.start();
    }

    @Override
    public void stop() {
        chore.stop();
    }

    /** What is done each time. */
    void turn() {
        Instant now = clock.instant();
        view.read(readUntil.minus(OVERLAP), now);
        readUntil = now;
        Instant since = endedUntil.minus(OVERLAP);
        view.mark(lists.revokeDisabledClients(since, now));
        if (tokens.revokeOutdated(since, now)) {
            endedUntil = now;
        }
        if (turns++ % TURNS_PER_SWEEP == 0 || isSweeping()) {
            sweep();
        }
    }

    private boolean isSweeping() {
        return !swept.equals(StatusRange.NONE);
    }

    private void sweep() {
        swept = view.readOn(swept, clock.instant()).orElse(StatusRange.NONE);
    }
}

package dev.latchkey.provider.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.provider.RunningProvider;
import dev.latchkey.provider.TestClock;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.RevocationView;
import dev.latchkey.provider.status.StatusIndex;
import dev.latchkey.provider.status.StatusRange;
import dev.latchkey.provider.store.JdbiRevocationStore;
import dev.latchkey.provider.store.JdbiStatusStore;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class RevocationPollTest {
    private static final int TURNS_OF_A_MINUTE = 120;

    private final TestClock clock;
    private final JdbiStatusStore lists;
    private final RevocationView view;
    private final RevocationPoll poll;
    private final RowId list;
    private final Instant until;

    RevocationPollTest(TestDatabase database) {
        RunningProvider provider = RunningProvider.on(database);
        clock = provider.clock();
        lists = new JdbiStatusStore(provider.database());
        view = new RevocationView(lists);
        poll = new RevocationPoll(view, lists, new JdbiRevocationStore(provider.database(), view), clock);
        list = new RowId(clock.instant().toEpochMilli(), System.nanoTime());
        until = clock.instant().plus(Duration.ofMinutes(50));
        lists.open(list, clock.instant(), until);
    }

    @Test
    void readsAgainWhatItCouldNotSeeInTime() {
        poll.turn();
        // By a process whose transaction took longer than anybody thought of.
        lists.revoke(new StatusRange(list, 7, 1, until), clock.instant().minus(Duration.ofMinutes(10)));

        poll.turn();
        assertThat(isRevoked(7)).isFalse();
        for (int i = 0; i < TURNS_OF_A_MINUTE; i++) {
            poll.turn();
        }

        assertThat(isRevoked(7)).isTrue();
    }

    @Test
    void readsEverythingBeforeTheFirstRequestHoweverMuchThereIs() {
        for (int i = 0; i < 1_500; i++) {
            lists.revoke(new StatusRange(list, i, 1, until), clock.instant().minus(Duration.ofHours(1)));
        }

        poll.start();
        poll.stop();

        assertThat(isRevoked(0)).isTrue();
        assertThat(isRevoked(1_499)).isTrue();
        assertThat(isRevoked(1_500)).isFalse();
    }

    private boolean isRevoked(int index) {
        return view.isRevoked(new StatusIndex(list, index, until));
    }
}

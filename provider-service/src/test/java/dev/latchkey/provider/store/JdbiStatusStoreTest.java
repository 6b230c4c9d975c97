package dev.latchkey.provider.store;

import static dev.latchkey.provider.store.ProviderTables.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RowId;
import dev.latchkey.provider.status.StatusLists;
import dev.latchkey.provider.status.StatusRange;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class JdbiStatusStoreTest {
    private static final RowId LIST = new RowId(1, -1);
    private static final StatusRange RANGE = new StatusRange(LIST, 16, 32, NOW.plusSeconds(10));

    private final Database database;
    private final JdbiStatusStore lists;

    JdbiStatusStoreTest(TestDatabase kind) {
        database = ProviderTables.emptyOn(kind);
        lists = new JdbiStatusStore(database);
    }

    @Test
    void keepsListsUntilTheyExpire() {
        lists.open(LIST, NOW, NOW.plusSeconds(1));
        lists.open(LIST, NOW, NOW.plusSeconds(1));
        lists.extend(LIST, NOW.plusSeconds(3));
        lists.extend(LIST, NOW.plusSeconds(2));

        assertThat(lists.expiryOf(LIST)).contains(NOW.plusSeconds(3));
        assertThat(lists.lists(NOW)).containsOnlyKeys(LIST);
        assertThat(lists.lists(NOW.plusSeconds(3))).isEmpty();
        assertThat(lists.expiryOf(new RowId(1, 1))).isEmpty();
    }

    @Test
    void tellsWhatWasRevokedSince() {
        lists.revoke(RANGE, NOW);
        lists.revoke(RANGE, NOW.plusSeconds(1));

        assertThat(lists.revokedSince(NOW, NOW)).containsExactly(RANGE);
        assertThat(lists.revokedSince(Instant.EPOCH, NOW)).containsExactly(RANGE);
        assertThat(lists.revokedSince(NOW.plusMillis(1), NOW)).isEmpty();
        assertThat(lists.revokedSince(NOW, RANGE.until().plus(StatusLists.SKEW)))
                .isEmpty();
    }

    @Test
    void tellsEverythingThatIsRevokedPartByPart() {
        RowId other = new RowId(2, 0);
        for (int i = 0; i < 1_001; i++) {
            lists.revoke(new StatusRange(LIST, i / 2, 1 + i % 2, RANGE.until()), NOW.minusSeconds(3_600));
        }
        lists.revoke(new StatusRange(other, 0, 1, RANGE.until()), NOW);
        lists.revoke(new StatusRange(other, 5, 1, NOW.minusSeconds(1_000)), NOW);

        List<StatusRange> first = lists.revokedAfter(StatusRange.NONE, NOW);
        List<StatusRange> rest = lists.revokedAfter(first.get(999), NOW);

        assertThat(first).hasSize(1_000).allMatch(range -> range.list().equals(LIST));
        assertThat(rest)
                .containsExactly(
                        new StatusRange(LIST, 500, 1, RANGE.until()), new StatusRange(other, 0, 1, RANGE.until()));
        assertThat(lists.revokedAfter(rest.get(1), NOW)).isEmpty();
    }

    @Test
    void purgesWhatNoLiveTokenCanName() {
        lists.open(LIST, NOW, NOW.plusSeconds(100));
        lists.lease(RANGE, new ClientId("app"));
        lists.lease(RANGE, new ClientId("app"));
        lists.revoke(RANGE, NOW);
        Instant end = RANGE.until().plus(StatusLists.SKEW);

        assertThat(purge(end)).isZero();
        assertThat(purge(end.plusMillis(1))).isEqualTo(2);
        assertThat(purge(NOW.plusSeconds(101))).isEqualTo(1);
        assertThat(lists.revokedSince(Instant.EPOCH, NOW)).isEmpty();
        assertThat(lists.lists(Instant.EPOCH)).isEmpty();
    }

    private int purge(Instant now) {
        return JdbiExpiredRows.all(database).stream()
                .mapToInt(rows -> rows.deleteSome(now, 1_000))
                .sum();
    }
}

package dev.latchkey.provider.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.ScopeSet;
import dev.latchkey.provider.client.Client;
import dev.latchkey.provider.client.TestClients;
import dev.latchkey.provider.protocol.GrantType;
import dev.latchkey.provider.protocol.RowIds;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StatusListsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Client APP = client("app");

    private final MemoryStatusStore store = new MemoryStatusStore();
    private final StatusLists lists = new StatusLists(
            store, new RevocationView(store), new RowIds(InstantSource.fixed(NOW), new SecureRandom()), HOUR);

    @Test
    void aMillionTokensTakeAFewLeases() {
        Set<StatusIndex> places = new HashSet<>();

        for (int i = 0; i < 1_000_000; i++) {
            places.add(lists.forClient(APP, NOW.plus(HOUR), NOW));
        }

        assertThat(places).hasSize(1_000_000);
        // 16, 32, … 65,536 are 131,056 in 13 leases; 14 more of 65,536 hold the rest.
        assertThat(store.leases()).hasSize(27);
        assertThat(store.leases())
                .extracting(StatusRange::length)
                .startsWith(16, 32, 64)
                .endsWith(65_536);
        assertThat(store.lists(NOW)).hasSize(1);
    }

    @Test
    void threadsNeverShareAPlace() throws Exception {
        Set<StatusIndex> places = ConcurrentHashMap.newKeySet();
        Callable<Boolean> work = () -> {
            for (int i = 0; i < 2_000; i++) {
                places.add(lists.forClient(APP, NOW.plus(HOUR), NOW));
                places.add(lists.forGrant(HOUR, NOW));
            }
            return true;
        };

        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Boolean>> done =
                IntStream.range(0, 8).mapToObj(i -> threads.submit(work)).toList();
        for (Future<Boolean> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(places).hasSize(8 * 2 * 2_000);
    }

    @Test
    void opensAnotherListWhenOneIsOlderThanTheLongestLifetime() {
        StatusIndex first = lists.forGrant(HOUR, NOW);
        StatusIndex last = lists.forGrant(HOUR, NOW.plus(HOUR).minusMillis(1));
        StatusIndex next = lists.forGrant(HOUR, NOW.plus(HOUR));

        assertThat(last.list()).isEqualTo(first.list());
        assertThat(next.list()).isNotEqualTo(first.list());
        assertThat(next.number()).isZero();
    }

    @Test
    void opensAnotherListWhenOneIsFull() {
        Client other = client("other");
        Set<Object> used = new HashSet<>();
        int leases = StatusLists.SIZE / 65_536 + 14;

        while (store.leases().size() < leases) {
            used.add(lists.forClient(other, NOW.plus(HOUR), NOW).list());
        }

        assertThat(used).hasSize(2);
        assertThat(store.leases()).allMatch(lease -> lease.first() + lease.length() <= StatusLists.SIZE);
    }

    @Test
    void keepsAListForAsLongAsATokenMayLive() {
        Duration day = Duration.ofDays(1);

        StatusIndex usual = lists.forGrant(HOUR, NOW);
        assertThat(store.expiryOf(usual.list()).orElseThrow()).isAfter(usual.until());
        StatusIndex longer = lists.forGrant(day, NOW);

        assertThat(longer.list()).isEqualTo(usual.list());
        assertThat(longer.until()).isEqualTo(NOW.plus(day.multipliedBy(2)));
        assertThat(store.expiryOf(longer.list()).orElseThrow()).isAfter(longer.until());
    }

    @Test
    void leasesAnewForAClientThatWasChanged() {
        Client changed = TestClients.withVersion(APP, APP.version() + 1);
        lists.forClient(APP, NOW.plus(HOUR), NOW);

        lists.forClient(changed, NOW.plus(HOUR), NOW);

        assertThat(store.leases()).hasSize(2);
    }

    @Test
    void leasesAnewWhenATokenWouldOutliveTheLease() {
        StatusIndex first = lists.forClient(APP, NOW.plus(HOUR), NOW);
        Instant later = first.until().minus(HOUR).plusSeconds(1);

        StatusIndex second = lists.forClient(APP, later.plus(HOUR), later);

        assertThat(second.until()).isAfterOrEqualTo(later.plus(HOUR));
        assertThat(store.leases()).hasSize(2);
    }

    private static Client client(String id) {
        return TestClients.confidential(
                id,
                TestClients.permissions(ScopeSet.empty(), ScopeSet.empty(), GrantType.CLIENT_CREDENTIALS),
                TestClients.unknowableSecret());
    }
}

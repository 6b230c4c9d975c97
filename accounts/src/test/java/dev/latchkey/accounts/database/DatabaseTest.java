package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.testing.JdbcAddress;
import dev.latchkey.testing.OnEachDatabase;
import dev.latchkey.testing.TestDatabase;
import io.dropwizard.util.Duration;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
final class DatabaseTest {
    private static final int MOST_WAITING = 240;

    private final JdbcAddress address;
    private final Database database;

    DatabaseTest(TestDatabase kind) {
        address = kind.create("database_test");
        database = Database.open(settings(2), null);
        database.withHandle(handle -> handle.execute("CREATE TABLE note (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)"));
        database.withHandle(handle -> handle.execute("INSERT INTO note VALUES (1, 0), (2, 0)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readsWhatIsCommitted() {
        database.inTransaction(handle -> {
            assertThat(handle.getTransactionIsolationLevel()).isEqualTo(TransactionIsolationLevel.READ_COMMITTED);
            return null;
        });
    }

    @Test
    void runsALostTransactionAgain() throws Exception {
        CyclicBarrier bothHoldOneRow = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> forth = threads.submit(() -> crossing(1, 2, runs, bothHoldOneRow));
            Future<Integer> back = threads.submit(() -> crossing(2, 1, runs, bothHoldOneRow));

            assertThat(List.of(forth.get(), back.get())).containsExactly(1, 1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(numbers()).containsExactly(2L, 2L);
    }

    @Test
    void rollsBackWhatFails() {
        assertThatThrownBy(() -> database.inTransaction(handle -> {
                    handle.execute("UPDATE note SET n = 9");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(numbers()).containsExactly(0L, 0L);
    }

    @Test
    void doesNotRepeatWhatCannotSucceed() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> database.inTransaction(handle -> {
                    runs.incrementAndGet();
                    return handle.execute("INSERT INTO note VALUES (1, 7)");
                }))
                .isInstanceOf(JdbiException.class)
                .satisfies(
                        fault -> assertThat(DatabaseFaults.isDuplicate(fault)).isTrue())
                .satisfies(
                        fault -> assertThat(DatabaseFaults.isUnavailable(fault)).isFalse());
        assertThat(runs).hasValue(1);
    }

    @Test
    void keepsWhatWasBoundOutOfItsFaults() {
        assertThatThrownBy(() -> database.withHandle(handle -> handle.createUpdate("UPDATE nothing SET n = :n")
                        .bind("n", "hush")
                        .execute()))
                .hasMessageNotContaining("hush");
    }

    @Test
    void saysThatItIsBusyWhenEveryConnectionIs() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Database narrow = Database.open(settings(1), null)) {
            Future<Boolean> holder = thread.submit(() -> narrow.withHandle(handle -> {
                held.countDown();
                return done.await(30, TimeUnit.SECONDS);
            }));
            held.await();

            assertThatThrownBy(() -> narrow.withHandle(handle -> handle.execute("SELECT 1")))
                    .satisfies(fault ->
                            assertThat(DatabaseFaults.isUnavailable(fault)).isTrue());

            done.countDown();
            assertThat(holder.get()).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void refusesAtOnceWhenTooManyWait() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService threads = Executors.newCachedThreadPool();
        CompletionService<Boolean> waiting = new ExecutorCompletionService<>(threads);
        try (Database narrow = Database.open(patient(), null)) {
            Future<Boolean> holder = threads.submit(() -> narrow.withHandle(handle -> {
                held.countDown();
                return done.await(60, TimeUnit.SECONDS);
            }));
            held.await();
            for (int i = 0; i < MOST_WAITING + 1; i++) {
                waiting.submit(() -> narrow.withHandle(handle -> true));
            }

            // The first to be over is the one for which there was no place.
            assertThatThrownBy(() -> waiting.take().get())
                    .hasMessageContaining("Too many requests wait")
                    .satisfies(fault ->
                            assertThat(DatabaseFaults.isUnavailable(fault)).isTrue())
                    .satisfies(fault ->
                            assertThat(DatabaseFaults.isTransient(fault)).isFalse());

            done.countDown();
            assertThat(holder.get()).isTrue();
            for (int i = 0; i < MOST_WAITING; i++) {
                assertThat(waiting.take().get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private DatabaseSettings patient() {
        return new DatabaseSettings(address.url(), address.user(), address.password(), 1, Duration.seconds(60));
    }

    @Test
    void knowsWhetherItIsHealthy() {
        assertThat(database.isHealthy()).isTrue();
        assertThat(database.isReachable()).isTrue();
    }

    private int crossing(int first, int second, AtomicInteger runs, CyclicBarrier barrier) throws Exception {
        return database.inTransaction(handle -> {
            int run = runs.incrementAndGet();
            handle.execute("UPDATE note SET n = n + 1 WHERE id = ?", first);
            if (run <= 2) {
                barrier.await(30, TimeUnit.SECONDS);
            }
            return handle.execute("UPDATE note SET n = n + 1 WHERE id = ?", second);
        });
    }

    private List<Long> numbers() {
        return database.withHandle(handle -> handle.createQuery("SELECT n FROM note ORDER BY id")
                .mapTo(Long.class)
                .list());
    }

    private DatabaseSettings settings(int connections) {
        return new DatabaseSettings(
                address.url(), address.user(), address.password(), connections, Duration.milliseconds(200));
    }
}

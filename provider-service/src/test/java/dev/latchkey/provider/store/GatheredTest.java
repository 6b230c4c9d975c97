package dev.latchkey.provider.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GatheredTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int FIRST = -1;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<List<Integer>> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstUnderWay = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void end() {
        held.countDown();
        threads.shutdownNow();
    }

    @Test
    void asksAtOnceWhenNothingIsUnderWay() {
        Gathered<Integer, String> gathered = new Gathered<>(this::answers, () -> false, LONG, LONG);

        assertThat(gathered.ask(1)).isEqualTo("1!");
        assertThat(gathered.ask(2)).isEqualTo("2!");

        assertThat(asked).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void asksTogetherWhatCameMeanwhile() throws Exception {
        Gathered<Integer, String> gathered = new Gathered<>(this::heldAnswers, () -> false, LONG, LONG);
        Future<String> first = threads.submit(() -> gathered.ask(FIRST));
        firstUnderWay.await();
        List<Future<String>> others = IntStream.range(0, 20)
                .mapToObj(i -> threads.submit(() -> gathered.ask(i)))
                .toList();
        awaitQuestions(gathered, 20);

        held.countDown();

        assertThat(first.get()).isEqualTo("-1!");
        for (int i = 0; i < 20; i++) {
            assertThat(others.get(i).get()).isEqualTo(i + "!");
        }
        assertThat(asked).extracting(List::size).containsExactlyInAnyOrder(1, 16, 4);
        assertThat(asked).flatExtracting(questions -> questions).doesNotHaveDuplicates();
    }

    @Test
    void failsForAllWhoAskedTogetherAndForNobodyElse() throws Exception {
        Gathered<Integer, String> gathered = new Gathered<>(
                questions -> {
                    if (questions.contains(13)) {
                        throw new IllegalStateException("thirteen");
                    }
                    return heldAnswers(questions);
                },
                () -> false,
                LONG,
                LONG);
        Future<String> first = threads.submit(() -> gathered.ask(FIRST));
        firstUnderWay.await();
        Future<String> unlucky = threads.submit(() -> gathered.ask(13));
        Future<String> beside = threads.submit(() -> gathered.ask(12));
        awaitQuestions(gathered, 2);

        held.countDown();

        assertThat(first.get()).isEqualTo("-1!");
        assertThatThrownBy(unlucky::get).hasRootCauseMessage("thirteen");
        assertThatThrownBy(beside::get).hasRootCauseMessage("thirteen");
        assertThat(gathered.ask(1)).isEqualTo("1!");
    }

    @Test
    void throwsWhatTheWorkThrew() {
        Gathered<Integer, String> gathered = new Gathered<>(
                questions -> {
                    throw new IllegalArgumentException("no such column");
                },
                () -> false,
                LONG,
                LONG);

        assertThatThrownBy(() -> gathered.ask(1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such column");
    }

    @Test
    void waitsForNoneThatHangs() throws Exception {
        Gathered<Integer, String> gathered = new Gathered<>(this::heldAnswers, () -> false, Duration.ofMillis(1), LONG);
        Future<String> hanging = threads.submit(() -> gathered.ask(FIRST));
        firstUnderWay.await();

        assertThat(gathered.ask(1)).isEqualTo("1!");
        assertThat(gathered.ask(2)).isEqualTo("2!");

        assertThat(hanging).isNotDone();
        held.countDown();
        assertThat(hanging.get()).isEqualTo("-1!");
    }

    @Test
    void tellsMostOfThoseWhoWaitThatNothingIsAnswered() throws Exception {
        Gathered<Integer, String> gathered = new Gathered<>(this::heldAnswers, () -> false, LONG, Duration.ofMillis(1));
        Future<String> first = threads.submit(() -> gathered.ask(FIRST));
        firstUnderWay.await();
        List<Future<String>> others = IntStream.range(0, 48)
                .mapToObj(i -> threads.submit(() -> gathered.ask(i)))
                .toList();
        // Three groups of 16, of whom one each asks and 16 in all may wait for longer.
        Awaitility.await().until(() -> others.stream().filter(Future::isDone).count() == 48 - 3 - 16);

        held.countDown();

        assertThat(first.get()).isEqualTo("-1!");
        List<Object> outcomes = others.stream().map(GatheredTest::outcome).toList();
        assertThat(outcomes).filteredOn(ConnectionException.class::isInstance).hasSize(48 - 3 - 16);
        assertThat(outcomes).filteredOn(String.class::isInstance).hasSize(3 + 16);
        assertThat(gathered.ask(50)).isEqualTo("50!");
    }

    @Test
    void letsNobodyWaitForLongerWhereTheDatabaseIsSilent() throws Exception {
        Gathered<Integer, String> gathered = new Gathered<>(this::heldAnswers, () -> true, LONG, Duration.ofMillis(1));
        Future<String> first = threads.submit(() -> gathered.ask(FIRST));
        firstUnderWay.await();
        List<Future<String>> others = IntStream.range(0, 16)
                .mapToObj(i -> threads.submit(() -> gathered.ask(i)))
                .toList();
        Awaitility.await().until(() -> others.stream().filter(Future::isDone).count() == 16 - 1);

        held.countDown();

        assertThat(first.get()).isEqualTo("-1!");
        List<Object> outcomes = others.stream().map(GatheredTest::outcome).toList();
        assertThat(outcomes).filteredOn(ConnectionException.class::isInstance).hasSize(16 - 1);
        assertThat(outcomes).filteredOn(String.class::isInstance).hasSize(1);
    }

    private static Object outcome(Future<String> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void putsNoQuestionBeforeItCame() throws Exception {
        AtomicInteger now = new AtomicInteger();
        Gathered<Integer, Integer> gathered = new Gathered<>(
                questions -> {
                    int seen = now.get();
                    return questions.stream().map(question -> seen - question).toList();
                },
                () -> false);

        List<Integer> ages = ProviderTables.atOnce(
                32,
                () -> IntStream.range(0, 500)
                        .map(i -> gathered.ask(now.incrementAndGet()))
                        .min()
                        .getAsInt());

        assertThat(ages).allSatisfy(age -> assertThat(age).isNotNegative());
    }

    private List<String> answers(List<Integer> questions) {
        asked.add(questions);
        return questions.stream().map(question -> question + "!").toList();
    }

    private List<String> heldAnswers(List<Integer> questions) {
        if (questions.contains(FIRST)) {
            firstUnderWay.countDown();
            awaitHeld();
        }
        return answers(questions);
    }

    private void awaitHeld() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitQuestions(Gathered<?, ?> gathered, int count) {
        while (gathered.waiting() < count) {
            Thread.onSpinWait();
        }
    }
}

package dev.latchkey.provider.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database at once what several threads ask at the same time. Whoever comes while nothing is under way waits for
 * nobody; those who come meanwhile form a group, for which one of them asks as soon as the group before has its answers.
 * The more is asked, the less does each question cost.
 *
 * <p>A question is put to the database after it came here, never before, so that it sees all that was committed by then.
 * Work that fails has failed for the whole group.
 */
final class Gathered<Q, R> {
    private static final int MOST = 16;
    // Longer than the database takes as a rule: the connection that everybody waits for may be a dead one.
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Function<List<Q>, List<R>> work;
    private final Duration patience;
    private final Lock lock = new ReentrantLock();
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
    private @Nullable Group<Q, R> open;
    private int waiting;

    /** Takes what answers up to 16 questions, in their order. */
    Gathered(Function<List<Q>, List<R>> work) {
        this(work, PATIENCE);
    }

    /** The same for a group that waits so long for the one before it. */
    Gathered(Function<List<Q>, List<R>> work, Duration patience) {
        this.work = work;
        this.patience = patience;
    }

    /** Questions that are asked together, once the group before has its answers. */
    private static final class Group<Q, R> {
        private final CompletableFuture<?> before;
        private final List<Q> questions = new ArrayList<>();
        private final CompletableFuture<List<R>> answers = new CompletableFuture<>();

        Group(CompletableFuture<?> before) {
            this.before = before;
        }
    }

    /** A place in a group; who has the first one asks for all. */
    private record Place<Q, R>(Group<Q, R> group, int number) {}

    /** The answer to the question; throws what the work threw. */
    R ask(Q question) {
        Place<Q, R> own = join(question);
        Group<Q, R> group = own.group();
        if (own.number() == 0) {
            awaitTurn(group.before);
            // On this thread, not another: a future that is completed so keeps whatever is thrown.
            group.answers.completeAsync(() -> work.apply(close(group)), Runnable::run);
        }
        return answersTo(group).get(own.number());
    }

    /** How many questions have not been put to the database yet. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    private Place<Q, R> join(Q question) {
        lock.lock();
        try {
            Group<Q, R> group = open;
            if (group == null || group.questions.size() == MOST) {
                group = new Group<>(underWay);
                open = group;
            }
            group.questions.add(question);
            waiting++;
            return new Place<>(group, group.questions.size() - 1);
        } finally {
            lock.unlock();
        }
    }

    private List<Q> close(Group<Q, R> group) {
        lock.lock();
        try {
            if (group.equals(open)) {
                open = null;
            }
            underWay = group.answers;
            waiting -= group.questions.size();
            return List.copyOf(group.questions);
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(CompletableFuture<?> before) {
        try {
            Object ignored = before.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // Whatever became of the others: this group asks for itself.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<R> answersTo(Group<Q, R> group) {
        try {
            return group.answers.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }
}

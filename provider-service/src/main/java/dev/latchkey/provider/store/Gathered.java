package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.DatabaseFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
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
    private static final Duration TURN = Duration.ofMillis(100);
    // As long as a free connection is waited for.
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Function<List<Q>, List<R>> work;
    private final BooleanSupplier silent;
    private final Duration turn;
    private final Duration answer;
    // Who may wait for longer: a cluster that has lost a node answers after some seconds, a database that hangs does
    // not.
    private final Semaphore patient = new Semaphore(MOST);
    private final Lock lock = new ReentrantLock();
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);
    private @Nullable Group<Q, R> open;
    private int waiting;

    /**
     * Takes what answers up to 16 questions, in their order.
     *
     * @param silent whether the database is known not to answer: then nobody waits for longer
     */
    Gathered(Function<List<Q>, List<R>> work, BooleanSupplier silent) {
        this(work, silent, TURN, ANSWER);
    }

    /** The same for groups that wait so long for the one before, and for questions that wait so long for their answers. */
    Gathered(Function<List<Q>, List<R>> work, BooleanSupplier silent, Duration turn, Duration answer) {
        this.work = work;
        this.silent = silent;
        this.turn = turn;
        this.answer = answer;
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

    /**
     * The answer to the question; throws what the work threw, and what {@link DatabaseFaults#unanswered} is where many wait
     * for an answer that does not come. What was asked for may be done all the same.
     */
    R ask(Q question) {
        Place<Q, R> own = join(question);
        Group<Q, R> group = own.group();
        if (own.number() == 0) {
            awaitTurn(group);
            // On this thread, not another: a future that is completed so keeps whatever is thrown.
            group.answers.completeAsync(() -> work.apply(close(group)), Runnable::run);
        } else if (!isDoneWithin(answer, group.answers)) {
            awaitPatiently(group);
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

    // Whatever became of the others, and however long they take: this group asks for itself.
    private void awaitTurn(Group<Q, R> group) {
        boolean ignored = isDoneWithin(turn, group.before);
    }

    private void awaitPatiently(Group<Q, R> group) {
        if (silent.getAsBoolean() || !patient.tryAcquire()) {
            throw DatabaseFaults.unanswered();
        }
        try {
            List<R> ignored = answersTo(group);
        } finally {
            patient.release();
        }
    }

    private static boolean isDoneWithin(Duration time, CompletableFuture<?> future) {
        try {
            Object ignored = future.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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

package dev.latchkey.provider.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.provider.limit.Admission;
import dev.latchkey.provider.limit.GuessLimit;
import dev.latchkey.provider.limit.SourceAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts wrong passwords: for an account from an address, from an address for all accounts, and for an account from all
 * addresses at which its owner is not known. So a stranger locks nobody out at home, whatever many strangers do.
 * Accounts count whether they exist or not. Bounded; each node counts for itself.
 */
final class PasswordAttempts {
    private static final int MAX_REMEMBERED = 100_000;
    private static final int MAX_WAITING = 64;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final Duration KNOWN = Duration.ofDays(30);

    private final GuessLimit<PasswordSource> pairs;
    private final GuessLimit<SourceAddress> addresses;
    private final GuessLimit<String> accounts;
    private final Cache<PasswordSource, Boolean> owners;
    private final Cache<PasswordSource, Boolean> written;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    PasswordAttempts(PasswordAttemptSettings settings, InstantSource clock) {
        pairs = new GuessLimit<>(settings.ofPair(), settings.longest(), clock);
        addresses = new GuessLimit<>(settings.ofAddress(), settings.longest(), clock);
        accounts = new GuessLimit<>(settings.ofAccount(), settings.longest(), clock);
        owners = remembered(KNOWN, clock);
        written = remembered(settings.longest(), clock);
    }

    private static Cache<PasswordSource, Boolean> remembered(Duration time, InstantSource clock) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(time)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Begins an attempt; waits a moment where those under way decide about it. */
    Admission begin(PasswordSource source) {
        lock.lock();
        try {
            return beginOrWait(source);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Admission.Full();
        } finally {
            lock.unlock();
        }
    }

    private Admission beginOrWait(PasswordSource source) throws InterruptedException {
        Admission admission = beginAll(source);
        long left = lock.getWaitQueueLength(ended) < MAX_WAITING ? PATIENCE : 0;
        while (admission instanceof Admission.Full && left > 0) {
            left = ended.awaitNanos(left);
            admission = beginAll(source);
        }
        return admission;
    }

    private Admission beginAll(PasswordSource source) {
        Admission admission = pairs.begin(source);
        if (!(admission instanceof Admission.Granted)) {
            return admission;
        }
        admission = addresses.begin(source.address());
        if (!(admission instanceof Admission.Granted)) {
            pairs.uncounted(source);
            return admission;
        }
        admission = isOwner(source) ? admission : accounts.begin(source.account());
        if (!(admission instanceof Admission.Granted)) {
            pairs.uncounted(source);
            addresses.uncounted(source.address());
        }
        return admission;
    }

    private boolean isOwner(PasswordSource source) {
        return owners.getIfPresent(source) != null;
    }

    /** The password was wrong; whether that is the first one of a while, and so to be written down. */
    boolean wrong(PasswordSource source) {
        end(() -> {
            pairs.wrong(source);
            addresses.wrong(source.address());
            if (!isOwner(source)) {
                accounts.wrong(source.account());
            }
        });
        return written.asMap().putIfAbsent(source, Boolean.TRUE) == null;
    }

    /** The password was right. */
    void right(PasswordSource source) {
        end(() -> {
            pairs.right(source);
            addresses.uncounted(source.address());
            accounts.uncounted(source.account());
            owners.put(source, Boolean.TRUE);
        });
    }

    /** The password was not checked. */
    void unchecked(PasswordSource source) {
        end(() -> {
            pairs.uncounted(source);
            addresses.uncounted(source.address());
            accounts.uncounted(source.account());
        });
    }

    private void end(Runnable count) {
        lock.lock();
        try {
            count.run();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

package dev.latchkey.provider.device;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.provider.page.PageRefusedException;
import dev.latchkey.provider.protocol.RowId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Limits how often user codes can be guessed (RFC 8628 §5.1): per session, and per address and minute. */
public final class CodeAttempts {
    private static final int PER_SESSION = 5;
    private static final int PER_ADDRESS = 10;
    private static final int MAX_REMEMBERED = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SESSION_LOCK = Duration.ofMinutes(15);

    private final Cache<RowId, AtomicInteger> bySession;
    private final Cache<String, AtomicInteger> byAddress;

    public CodeAttempts(InstantSource clock) {
        this.bySession = counters(SESSION_LOCK, clock);
        this.byAddress = counters(MINUTE, clock);
    }

    private static <K> Cache<K, AtomicInteger> counters(Duration window, InstantSource clock) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(window)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Makes sure that there is an attempt left.
     *
     * @throws PageRefusedException 429 when there is none
     */
    void require(RowId session, String address) {
        if (count(bySession, session) >= PER_SESSION) {
            throw tooMany(SESSION_LOCK);
        }
        if (count(byAddress, address) >= PER_ADDRESS) {
            throw tooMany(MINUTE);
        }
    }

    private static PageRefusedException tooMany(Duration wait) {
        return new PageRefusedException(
                        429,
                        "error.attempts",
                        "slow_down",
                        "Too many wrong user codes. Wait some minutes and try again.")
                .retryAfter((int) wait.toSeconds());
    }

    private static <K> int count(Cache<K, AtomicInteger> counters, K key) {
        AtomicInteger count = counters.getIfPresent(key);
        return count == null ? 0 : count.get();
    }

    /** Notes a wrong code. */
    void failed(RowId session, String address) {
        bySession.get(session, key -> new AtomicInteger()).incrementAndGet();
        byAddress.get(address, key -> new AtomicInteger()).incrementAndGet();
    }
}

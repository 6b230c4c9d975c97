package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes, one lane; RFC 9106) into PHC strings, exactly as typed, as UTF-8.
 *
 * <p>Each hash holds a core and 19 MiB for some 25 ms, so half of the cores at most are at it, few wait, and none waits
 * long: beyond that {@link PasswordHasherBusyException}. The other cores remain for requests that need no password, and
 * the memory is kept from one hash to the next: the garbage of a flood of log-ins would stop those too.
 */
public final class PasswordHasher {
    private static final int HEAP_SHARE = 3;
    // A few more than the memory has, for blocks on the way.
    private static final int KEPT_BLOCKS = Argon2Hash.MEMORY_KIB + 64;
    private static final int WAITING_PER_CORE = 32;
    private static final int RETRY_AFTER_SECONDS = 2;

    private final Queue<BlockPool> idle = new ConcurrentLinkedQueue<>();
    private final SecureRandom random = new SecureRandom();
    private final Semaphore cores;
    private final Semaphore places;
    private final Duration patience;
    private final String nobodysHash;

    /** A hasher that uses at most {@code cores} cores and lets a password wait at most {@code patience}. */
    public PasswordHasher(int cores, Duration patience) {
        this.cores = new Semaphore(cores, true);
        this.places = new Semaphore(cores + cores * WAITING_PER_CORE);
        this.patience = patience;
        this.nobodysHash = Argon2Hash.ofNobody(random).toString();
    }

    /**
     * A hasher for this machine: half of the cores that it has, but no more than a third of the heap, and two seconds
     * of patience.
     */
    public static PasswordHasher forThisMachine() {
        Runtime machine = Runtime.getRuntime();
        long fitting = machine.maxMemory() / (HEAP_SHARE * Argon2Hash.MEMORY_KIB * 1024L);
        int cores = (int) Math.max(1, Math.min((machine.availableProcessors() + 1) / 2, fitting));
        return new PasswordHasher(cores, Duration.ofSeconds(2));
    }

    /** The PHC string of a password with a fresh salt; throws {@link PasswordHasherBusyException} when overloaded. */
    public String hash(String password) {
        return guarded(memory ->
                Argon2Hash.of(password.getBytes(UTF_8), random, memory).toString());
    }

    /** Whether the password is the one hashed; throws {@link PasswordHasherBusyException} when overloaded. */
    public boolean verify(String password, String passwordHash) {
        return guarded(memory -> Argon2Hash.parse(passwordHash).isOf(password.getBytes(UTF_8), memory));
    }

    /** Takes as long as {@link #verify} and accepts nothing: for a user who does not exist. */
    public void verifyAgainstNothing(String password) {
        boolean ignored = verify(password, nobodysHash);
    }

    private <T> T guarded(Function<BlockPool, T> work) {
        if (!places.tryAcquire()) {
            throw new PasswordHasherBusyException(RETRY_AFTER_SECONDS);
        }
        try {
            return onACore(work);
        } finally {
            places.release();
        }
    }

    private <T> T onACore(Function<BlockPool, T> work) {
        if (!gotACore()) {
            throw new PasswordHasherBusyException(RETRY_AFTER_SECONDS);
        }
        BlockPool memory = Optional.ofNullable(idle.poll()).orElseGet(() -> new FixedBlockPool(KEPT_BLOCKS));
        try {
            return work.apply(memory);
        } finally {
            idle.add(memory);
            cores.release();
        }
    }

    private boolean gotACore() {
        try {
            return cores.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

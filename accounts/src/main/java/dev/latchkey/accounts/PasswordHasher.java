package dev.latchkey.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords with Argon2id (19 MiB, two passes, one lane; RFC 9106) into PHC strings, exactly as typed, as UTF-8.
 *
 * <p>Each hash holds a core and 19 MiB for some 25 ms, so half of the cores at most are at it, few wait, and none waits
 * long: beyond that {@link PasswordHasherBusyException}. The other cores remain for requests that need no password.
 */
public final class PasswordHasher {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int HEAP_SHARE = 3;
    private static final int PASSES = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int WAITING_PER_CORE = 32;
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final String PARAMETERS = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$";
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    // As many as have worked at once, each with its memory.
    private final Queue<Argon2id> idle = new ConcurrentLinkedQueue<>();
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
        this.nobodysHash = argon2Of("nobody");
    }

    /**
     * A hasher for this machine: half of the cores that it has, but no more than a third of the heap, and two seconds
     * of patience.
     */
    public static PasswordHasher forThisMachine() {
        Runtime machine = Runtime.getRuntime();
        long fitting = machine.maxMemory() / (HEAP_SHARE * MEMORY_KIB * 1024L);
        int cores = (int) Math.max(1, Math.min((machine.availableProcessors() + 1) / 2, fitting));
        return new PasswordHasher(cores, Duration.ofSeconds(2));
    }

    /** The PHC string of a password with a fresh salt; throws {@link PasswordHasherBusyException} when overloaded. */
    public String hash(String password) {
        return guarded(() -> argon2Of(password));
    }

    /** Whether the password is the one hashed; throws {@link PasswordHasherBusyException} when overloaded. */
    public boolean verify(String password, String passwordHash) {
        return guarded(() -> matches(password, passwordHash));
    }

    /** Takes as long as {@link #verify} and accepts nothing: for a user who does not exist. */
    public void verifyAgainstNothing(String password) {
        boolean ignored = verify(password, nobodysHash);
    }

    private String argon2Of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return PARAMETERS + ENCODER.encodeToString(salt) + "$" + ENCODER.encodeToString(argon2Of(password, salt));
    }

    private byte[] argon2Of(String password, byte[] salt) {
        Argon2id known = idle.poll();
        Argon2id argon2 = known == null ? new Argon2id(MEMORY_KIB, PASSES) : known;
        byte[] hash = argon2.hash(password.getBytes(UTF_8), salt, HASH_BYTES);
        idle.add(argon2);
        return hash;
    }

    private boolean matches(String password, String passwordHash) {
        return passwordHash.startsWith(PARAMETERS)
                ? matchesOurs(
                        password, passwordHash.substring(PARAMETERS.length()).split("\\$", -1))
                : Argon2Function.getInstanceFromHash(passwordHash)
                        .check(password.getBytes(UTF_8), passwordHash.getBytes(UTF_8));
    }

    private boolean matchesOurs(String password, String[] saltAndHash) {
        byte[] salt = Base64.getDecoder().decode(saltAndHash[0]);
        byte[] hash = Base64.getDecoder().decode(saltAndHash[1]);
        return MessageDigest.isEqual(hash, argon2Of(password, salt));
    }

    private <T> T guarded(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new PasswordHasherBusyException(RETRY_AFTER_SECONDS);
        }
        try {
            return onACore(work);
        } finally {
            places.release();
        }
    }

    private <T> T onACore(Supplier<T> work) {
        if (!gotACore()) {
            throw new PasswordHasherBusyException(RETRY_AFTER_SECONDS);
        }
        try {
            return work.get();
        } finally {
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

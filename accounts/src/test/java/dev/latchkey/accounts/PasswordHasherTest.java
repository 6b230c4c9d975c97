package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {
    private final PasswordHasher hasher = new PasswordHasher(1, Duration.ofSeconds(30));

    @Test
    void writesAPhcStringWithTheParametersPromised() {
        assertThat(hasher.hash("secret"))
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
                .hasSizeLessThan(255);
    }

    @Test
    void saltsEachHashAnew() {
        assertThat(hasher.hash("secret")).isNotEqualTo(hasher.hash("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "secret ", " secret", "a\u0000b", "\ud83d\ude00", "pässwörd", "e\u0301"})
    void checksExactlyWhatWasTyped(String password) {
        String hash = hasher.hash(password);

        assertThat(hasher.verify(password, hash)).isTrue();
        assertThat(hasher.verify(password + " ", hash)).isFalse();
        assertThat(hasher.verify("x" + password, hash)).isFalse();
    }

    @Test
    void tellsApartWhatFollowsANulOrIsComposedOtherwise() {
        assertThat(hasher.verify("a\u0000c", hasher.hash("a\u0000b"))).isFalse();
        assertThat(hasher.verify("\u00e9", hasher.hash("e\u0301"))).isFalse();
    }

    @Test
    void verifiesTheReferenceImplementationsString() {
        String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

        assertThat(hasher.verify("password", reference)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$2a$10$abcdefghijklmnopqrstuuGxkVvV0m0ZrH8p1oGwS0n6dF8r5jY9K",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
            })
    void saysThatAHashIsNotOneOfIts(String hash) {
        assertThatThrownBy(() -> hasher.verify("password", hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A password hash in the database is no Argon2id hash: set the user's password anew.");
    }

    @Test
    void checksNobodysHashAtTheCostOfAnyOtherAndTakesNoPasswordForIt() {
        String nobodys = Argon2Hash.ofNobody(new SecureRandom()).toString();

        assertThat(nobodys).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSameSizeAs(hasher.hash("secret"));
        assertThat(hasher.verify("", nobodys)).isFalse();
        assertThat(hasher.verify("nobody", nobodys)).isFalse();
    }

    @Test
    void makesNextToNoGarbage() {
        String hash = hasher.hash("secret");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThat(hasher.verify("secret", hash)).isTrue();

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
    }

    @Test
    void turnsAwayWhatCannotWait() throws InterruptedException {
        PasswordHasher impatient = new PasswordHasher(1, Duration.ZERO);

        List<Throwable> refusals = refusalsAmong(64, impatient);

        assertThat(refusals)
                .isNotEmpty()
                .hasSizeLessThan(64)
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOfSatisfying(
                                PasswordHasherBusyException.class,
                                busy -> assertThat(busy.retryAfterSeconds()).isPositive()));
    }

    @Test
    void recoversFromARush() throws InterruptedException {
        PasswordHasher impatient = new PasswordHasher(1, Duration.ofMillis(50));
        refusalsAmong(64, impatient);

        assertThat(impatient.verify("secret", impatient.hash("secret"))).isTrue();
    }

    @Test
    void turnsAwayAtOnceWhenInterrupted() {
        PasswordHasher impatient = new PasswordHasher(1, Duration.ofSeconds(30));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> impatient.hash("secret")).isInstanceOf(PasswordHasherBusyException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static List<Throwable> refusalsAmong(int attempts, PasswordHasher hasher) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Throwable> refusals = new ArrayList<>();
        try {
            List<Future<String>> hashes = new ArrayList<>();
            for (int i = 0; i < attempts; i++) {
                hashes.add(threads.submit(() -> hasher.hash("secret")));
            }
            for (Future<String> hash : hashes) {
                causeOf(hash, refusals);
            }
        } finally {
            threads.shutdownNow();
        }
        return refusals;
    }

    private static void causeOf(Future<String> hash, List<Throwable> refusals) throws InterruptedException {
        try {
            assertThat(hash.get()).isNotEmpty();
        } catch (ExecutionException e) {
            refusals.add(e.getCause());
        }
    }
}

package dev.latchkey.provider.status;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TurnTest {
    private final Turn turn = new Turn(Duration.ofMillis(20));

    @Test
    void keepsNobodyWaitingForWhoeverHasIt() {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> {
            turn.begin();
            taken.countDown();
            await(answered);
            turn.end();
        });
        await(taken);

        assertThatThrownBy(turn::begin).isInstanceOf(StatusBusyException.class);

        answered.countDown();
        slow.join();
        turn.begin();
        turn.end();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

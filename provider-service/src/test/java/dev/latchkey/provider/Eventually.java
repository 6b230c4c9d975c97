package dev.latchkey.provider;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process does by itself. */
final class Eventually {
    private static final int TRIES = 400;
    private static final Executor LATER = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    private Eventually() {}

    /** Asks again and again until the condition holds; fails after 20 s and more. */
    static void holds(BooleanSupplier condition) {
        for (int i = 0; i < TRIES; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            CompletableFuture.runAsync(() -> {}, LATER).join();
        }
        throw new AssertionError("It has not come about within 20 seconds.");
    }
}

package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void runsAgainUntilTheDatabaseIsBack() {
        assertThat(Retries.run(nanos::get, () -> answerAfter(3, 0))).isEqualTo("answer");
        assertThat(attempts).hasValue(3);
    }

    @Test
    void givesUpAfterAFewAttempts() {
        assertThatThrownBy(() -> Retries.run(nanos::get, () -> answerAfter(100, 0)))
                .isInstanceOf(ConnectionException.class);
        assertThat(attempts).hasValue(6);
    }

    @Test
    void keepsNobodyWaitingForADatabaseThatSaysNothing() {
        assertThatThrownBy(() -> Retries.run(nanos::get, () -> answerAfter(100, 30)))
                .isInstanceOf(ConnectionException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void ridesOutTheStallOfAClusterThatLostANode() {
        assertThat(Retries.run(nanos::get, () -> answerAfter(2, 6))).isEqualTo("answer");
    }

    // Each attempt takes its seconds.
    private String answerAfter(int calls, long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        if (attempts.incrementAndGet() < calls) {
            throw new ConnectionException(new SQLException("no answer", "08S01"));
        }
        return "answer";
    }
}

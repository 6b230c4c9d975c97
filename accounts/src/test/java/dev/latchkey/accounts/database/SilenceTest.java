package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;

/** A clock that the test moves; who asks while somebody else does asks from within the other's work. */
final class SilenceTest {
    private static final String REFUSAL = "The database does not answer.";

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger left = new AtomicInteger();
    private final Silence silence = new Silence(nanos::get, left::incrementAndGet);

    @Test
    void letsOneTryAfterSomebodyWaitedInVainAndAllOnceItIsAnswered() {
        assertThatThrownBy(this::waitInVain).hasMessageNotContaining(REFUSAL);
        assertThat(left).hasValue(1);

        assertThat(silence.<String, RuntimeException>heed(() -> {
                    assertThatThrownBy(this::ask)
                            .hasMessageContaining(REFUSAL)
                            .satisfies(fault -> assertThat(
                                            DatabaseFaults.isUnavailable(fault) && !DatabaseFaults.isTransient(fault))
                                    .isTrue());
                    return "first";
                }))
                .isEqualTo("first");
        assertAllMayAsk();
    }

    @Test
    void goesOnRefusingWhileTheOneWhoTriesWaitsInVainToo() {
        assertThatThrownBy(this::waitInVain).hasMessageNotContaining(REFUSAL);
        assertThatThrownBy(this::waitInVain).hasMessageNotContaining(REFUSAL);

        assertThatThrownBy(() -> silence.<String, RuntimeException>heed(() -> {
                    assertThatThrownBy(this::ask).hasMessageContaining(REFUSAL);
                    throw lost();
                }))
                .hasMessageNotContaining(REFUSAL);
    }

    @Test
    void refusesNobodyForOneStatementThatHangsWhileOthersAreAnswered() {
        assertThatThrownBy(() -> silence.<String, RuntimeException>heed(() -> {
                    pass(3);
                    assertThat(ask()).isEqualTo("answer");
                    pass(7);
                    throw lost();
                }))
                .isInstanceOf(ConnectionException.class);

        assertAllMayAsk();
    }

    @Test
    void refusesNobodyForConnectionsThatBreakAtOnce() {
        assertThatThrownBy(() -> silence.<String, RuntimeException>heed(() -> {
                    pass(1);
                    throw lost();
                }))
                .isInstanceOf(ConnectionException.class);

        assertAllMayAsk();
    }

    private void assertAllMayAsk() {
        assertThat(silence.<String, RuntimeException>heed(this::ask)).isEqualTo("answer");
    }

    private void waitInVain() {
        String ignored = silence.<String, RuntimeException>heed(() -> {
            pass(10);
            throw lost();
        });
    }

    private String ask() {
        return silence.<String, RuntimeException>heed(() -> "answer");
    }

    private static ConnectionException lost() {
        return new ConnectionException(new SQLException("no answer", "08S01"));
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}

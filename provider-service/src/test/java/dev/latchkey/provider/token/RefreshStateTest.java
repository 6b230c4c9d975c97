package dev.latchkey.provider.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefreshStateTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant END = NOW.plusSeconds(1_000);
    private static final Duration IDLE = Duration.ofSeconds(100);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final RefreshState first = new RefreshState(0, List.of(), NOW.plus(IDLE), END);

    @Test
    void movesToTheNextGenerationAndRemembersWhen() {
        RefreshState second = first.replaced(NOW.plusSeconds(1), IDLE);

        assertThat(second).isEqualTo(new RefreshState(1, List.of(NOW.plusSeconds(1)), NOW.plusSeconds(101), END));
    }

    @Test
    void keepsItsGenerationWhenTheTokenIsKept() {
        assertThat(first.kept(NOW.plusSeconds(1), IDLE))
                .isEqualTo(new RefreshState(0, List.of(), NOW.plusSeconds(101), END));
    }

    @Test
    void neverLivesBeyondItsEnd() {
        assertThat(first.replaced(END.minusSeconds(1), IDLE).expiresAt()).isEqualTo(END);
        assertThat(first.kept(END.minusSeconds(1), IDLE).expiresAt()).isEqualTo(END);
    }

    @Test
    void remembersTheLast16ReplacementsNewestFirst() {
        RefreshState state = first;
        for (int i = 1; i <= 20; i++) {
            state = state.replaced(NOW.plusSeconds(i), IDLE);
        }

        assertThat(state.replacedAt()).hasSize(RefreshState.REMEMBERED);
        assertThat(state.replacedAt().get(0)).isEqualTo(NOW.plusSeconds(20));
        assertThat(state.replacedAt().get(15)).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void knowsEachEarlierTokenUntilTheInstantItsGraceEnds() {
        RefreshState state = first.replaced(NOW, IDLE).replaced(NOW.plusSeconds(3), IDLE);

        assertThat(state.wasReplacedWithin(GRACE, 1, NOW.plusMillis(12_999))).isTrue();
        assertThat(state.wasReplacedWithin(GRACE, 1, NOW.plusSeconds(13))).isFalse();
        assertThat(state.wasReplacedWithin(GRACE, 0, NOW.plusMillis(9_999))).isTrue();
        assertThat(state.wasReplacedWithin(GRACE, 0, NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void knowsNoTokenThatItNeverReplaced() {
        RefreshState state = first.replaced(NOW, IDLE);

        for (int generation : new int[] {1, 2, Integer.MAX_VALUE, -1, Integer.MIN_VALUE}) {
            assertThat(state.wasReplacedWithin(GRACE, generation, NOW)).isFalse();
        }
    }

    @Test
    void hasNoGraceWhereItIsSwitchedOff() {
        assertThat(first.replaced(NOW, IDLE).wasReplacedWithin(Duration.ZERO, 0, NOW))
                .isFalse();
    }

    @Test
    void cutsAnAccessTokenToItsOwnLifeAndToAWholeSecond() {
        RefreshState state = new RefreshState(0, List.of(), NOW.plusMillis(5_700), END);

        assertThat(state.cut(NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(5));
        assertThat(state.cut(NOW.plusSeconds(3))).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void cannotBeChangedFromOutside() {
        List<Instant> times = new ArrayList<>(List.of(NOW));
        RefreshState state = new RefreshState(1, times, NOW, END);

        times.clear();

        assertThat(state.replacedAt()).containsExactly(NOW);
    }
}

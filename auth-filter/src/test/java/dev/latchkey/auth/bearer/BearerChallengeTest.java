package dev.latchkey.auth.bearer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Attack;
import org.junit.jupiter.api.Test;

class BearerChallengeTest {
    @Attack(255)
    @Test
    void quotesWhateverItIsGiven() {
        assertThat(BearerChallenge.of("a\"b\\c\r\nX: y\u0000é").toString())
                .isEqualTo("Bearer realm=\"a\\\"b\\\\c??X: y??\"");
    }

    @Test
    void leavesOutEmptyParameters() {
        assertThat(BearerChallenge.of("api")
                        .with("scope", "")
                        .with("error", "x")
                        .toString())
                .isEqualTo("Bearer realm=\"api\", error=\"x\"");
    }
}

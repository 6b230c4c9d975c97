package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeSetTest {
    @Test
    void keepsTheOrderOfItsTokens() {
        assertThat(ScopeSet.parse("write read groups").values()).containsExactly("write", "read", "groups");
        assertThat(ScopeSet.parse("write read")).hasToString("write read");
    }

    @Test
    void equalsASetOfAnotherOrder() {
        assertThat(ScopeSet.parse("read write")).isEqualTo(ScopeSet.of("write", "read", "write"));
        assertThat(ScopeSet.parse("read write")).hasSameHashCodeAs(ScopeSet.of("write", "read"));
        assertThat(ScopeSet.parse("read")).isNotEqualTo(ScopeSet.of("Read"));
    }

    @Attack({42, 183})
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " read", "read ", "read  write", "read\twrite", "read\n", "a\"b", "a\\b", "é", "a\u0000"
            })
    void refusesWhatTheGrammarDoesNotAllow(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ScopeSet.parse(text));
    }

    @Attack(41)
    @Test
    void refusesWhatIsTooLong() {
        assertThat(ScopeSet.parse("a".repeat(4096)).isEmpty()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> ScopeSet.parse("a".repeat(4097)));
        assertThat(ScopeSet.parse("a " + "b ".repeat(198) + "c").values()).hasSize(3);
        assertThatIllegalArgumentException().isThrownBy(() -> ScopeSet.parse("a ".repeat(200) + "a"));
    }

    @Test
    void matchesWholeTokensOnly() {
        ScopeSet scopes = ScopeSet.of("users:readall");

        assertThat(scopes.contains("users:readall")).isTrue();
        assertThat(scopes.contains("users:read")).isFalse();
    }

    @Test
    void addsAndNarrowsWithoutChanging() {
        ScopeSet read = ScopeSet.of("read");

        assertThat(read.union(ScopeSet.of("write", "read"))).hasToString("read write");
        assertThat(ScopeSet.of("c", "b", "a").retainAll(ScopeSet.of("a", "c"))).hasToString("c a");
        assertThat(read).hasToString("read");
    }

    @Test
    void containsTheEmptySet() {
        assertThat(ScopeSet.empty().containsAll(ScopeSet.empty())).isTrue();
        assertThat(ScopeSet.of("a").containsAll(ScopeSet.empty())).isTrue();
        assertThat(ScopeSet.empty().containsAll(ScopeSet.of("a"))).isFalse();
        assertThat(ScopeSet.empty()).hasToString("").isEqualTo(ScopeSet.of());
    }
}

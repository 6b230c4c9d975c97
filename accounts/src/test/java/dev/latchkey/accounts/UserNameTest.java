package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "foo", "Ünal", "李雷", "jane.doe+x@example.com", "under_score-1", "٣"})
    void acceptsLettersDigitsAndFiveSigns(String text) {
        assertThat(UserName.parse(text)).map(UserName::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a/b", "a\u0000", "a\n", "a:b", "a\ud800", "\ud83d\ude00", "a\u200bb", "\u0301"})
    void refusesEverythingElse(String text) {
        assertThat(UserName.parse(text)).isEmpty();
    }

    @Test
    void acceptsAHundredAndFiftyCharactersAndNotOneMore() {
        String widest = "\ud835\udd04".repeat(150);

        assertThat(UserName.parse("a".repeat(150))).isPresent();
        assertThat(UserName.parse(widest)).isPresent();
        assertThat(UserName.parse("a".repeat(151))).isEmpty();
        assertThat(UserName.parse("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    void refusesANameWhoseKeyWouldOutgrowItsColumn() {
        assertThat(UserName.parse("\ufdfa".repeat(10))).isPresent();
        assertThat(UserName.parse("\ufdfa".repeat(150))).isEmpty();
    }

    @Test
    void composesWhatWasTypedDecomposed() {
        assertThat(new UserName("a\u0301dmin").value()).isEqualTo("\u00e1dmin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Admin", "ADMIN", "ádmin", "a\u0301dmin", "ａｄｍｉｎ", "𝐚𝐝𝐦𝐢𝐧", "ÄDMIN", "admİn"})
    void givesLookAlikesOneKey(String text) {
        assertThat(new UserName(text).key()).isEqualTo("admin");
    }

    @Test
    void saysTheRuleWhenItIsBroken() {
        assertThatThrownBy(() -> new UserName("a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(UserName.RULE);
    }
}

package dev.latchkey.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"e", "Site editors", "Ärzte & Pflege", "\ud83d\ude00"})
    void acceptsPrintableText(String text) {
        assertThat(GroupName.parse(text)).map(GroupName::value).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "a\nb", "a\u0000", "\ud800", "a\u202eb", "a\u2028b"})
    void refusesControlCharactersAndOuterBlanks(String text) {
        assertThat(GroupName.parse(text)).isEmpty();
    }

    @Test
    void acceptsAHundredAndFiftyCharactersAndNotOneMore() {
        assertThat(GroupName.parse("g".repeat(150))).isPresent();
        assertThat(GroupName.parse("g".repeat(151))).isEmpty();
    }

    @Test
    void isUniqueWhateverItsCaseAndAccents() {
        assertThat(new GroupName("Éditeurs").key()).isEqualTo(new GroupName("EDITEURS").key());
    }
}

package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GrantTypeTest {
    @Test
    void knowsTheWordsPeopleUse() {
        assertThat(GrantType.named("password")).isEqualTo(GrantType.PASSWORD);
        assertThat(GrantType.named("device_code")).isEqualTo(GrantType.DEVICE_CODE);
        assertThat(GrantType.named("urn:ietf:params:oauth:grant-type:device_code"))
                .isEqualTo(GrantType.DEVICE_CODE);
        assertThat(GrantType.named("https://example.com/grants/partner"))
                .hasToString("https://example.com/grants/partner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "implicit", "PASSWORD", "code", "grant-type:device_code", "urn:", "urn:a b"})
    void listsTheWordsForAnyOther(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrantType.named(name))
                .withMessageContaining("\"" + name + "\" is not a grant type.")
                .withMessageContaining("refresh_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\n", "caf\u00e9", "a,b"})
    void isAShortWord(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new GrantType(value));
    }

    @Test
    void hasAtMost100Characters() {
        assertThat(new GrantType("a".repeat(100))).hasToString("a".repeat(100));
        assertThatIllegalArgumentException().isThrownBy(() -> new GrantType("a".repeat(101)));
    }

    @Test
    void standsForAPersonUnlessTheClientAsksForItself() {
        assertThat(GrantType.CLIENT_CREDENTIALS.actsForUser()).isFalse();
        assertThat(GrantType.PASSWORD.actsForUser()).isTrue();
    }
}

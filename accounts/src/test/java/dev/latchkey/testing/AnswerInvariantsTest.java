package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerInvariantsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Powered by Jetty:// 12.1",
                "org.eclipse.jetty.server.Request",
                "org.glassfish.jersey.server",
                "java.lang.String",
                "IllegalStateException: pool",
                "SQLState 42000",
                "x\n\tat y"
            })
    void findsTheInside(String body) {
        assertThatThrownBy(() -> AnswerInvariants.assertTellsNothing("GET /", body))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void letsRandomTextSpellANameByChance() {
        assertThatCode(() -> AnswerInvariants.assertTellsNothing("GET /", "{\"client_id\":\"c3fc5sbjetty6xJeRSEy\"}"))
                .doesNotThrowAnyException();
    }
}

package dev.latchkey.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.testing.Attack;
import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientIdTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    @Attack(121)
    void isGeneratedAsTextThatIsNoUsersId() {
        assertThat(ClientId.generate(random).value()).matches("c[A-Za-z0-9]{23}");
    }

    @Test
    void isNeverGeneratedTwice() {
        Set<ClientId> ids =
                Stream.generate(() -> ClientId.generate(random)).limit(100_000).collect(Collectors.toSet());

        assertThat(ids).hasSize(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "caf\u00e9", "a\u0000", "a,b", "<a>", "a?b", "a#b"})
    void isNothingButLettersDigitsAndAFewSigns(String text) {
        assertThat(ClientId.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientId(text))
                .withMessage("A client id is 1 to 200 letters, digits or . _ ~ : / -");
    }

    @Test
    void hasAtMost200Characters() {
        assertThat(ClientId.parse("a".repeat(200))).isPresent();
        assertThat(ClientId.parse("a".repeat(201))).isEmpty();
    }

    @Test
    void isComparedByteForByte() {
        assertThat(new ClientId("App")).isNotEqualTo(new ClientId("app")).hasToString("App");
        assertThat(new ClientId("https://app.example/client.json").bytes()).hasSize(31);
    }
}

package dev.latchkey.provider.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerSecretsTest {
    private static final String ONE = "2Kx0pVh3nq6uR8t+Wb/yZ1cD4eF5gH7iJ9kL0mN1oP0=";
    private static final String TWO = "9fQ2wE3rT4yU5iO6pA7sD8fG9hJ0kL1zX2cV3bN4mM0=";

    @ParameterizedTest
    @ValueSource(
            strings = {ONE + "," + TWO, ONE + "\n" + TWO + "\n", "  " + ONE + " ,\t" + TWO + ",", "," + ONE + ",," + TWO
            })
    void readsSecretsApartByCommasAndWhiteSpace(String text) {
        ServerSecrets secrets = ServerSecrets.parse(text);

        assertThat(secrets.all()).hasSize(2);
        assertThat(secrets.sealing().id()).isEqualTo(new ServerSecret(ONE).id());
        assertThat(secrets.find(new ServerSecret(TWO).id()))
                .contains(secrets.all().get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " \n , "})
    void saysWhatToSetWhenThereIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSecrets.parse(text))
                .withMessage("There is no server secret: set LATCHKEY_SECRET.");
    }

    @Test
    void refusesAWeakOneAmongGoodOnes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerSecrets.parse(ONE + ",hunter22"))
                .satisfies(refusal -> assertThat(refusal).hasMessageNotContaining("hunter22"));
    }

    @Test
    void doesNotKnowAnotherId() {
        assertThat(ServerSecrets.parse(ONE).find(new ServerSecret(TWO).id())).isEmpty();
        assertThat(ServerSecrets.parse(ONE).find(ByteString.of(new byte[0]))).isEmpty();
    }
}

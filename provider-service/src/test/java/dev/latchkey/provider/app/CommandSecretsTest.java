package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.provider.bundle.ProviderConfiguration;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandSecretsTest {
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:tcp://db/x", "jdbc:h2:ssl://db/x", "mysql://db/x"})
    void needsTheServerSecretForADatabaseThatIsNoFileHere(String url) {
        assertThatThrownBy(() -> CommandSecrets.secrets(over(url), new SecureRandom()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("LATCHKEY_SECRET");
    }

    @Test
    void makesOneForADatabaseInMemory() throws IOException {
        assertThat(CommandSecrets.secrets(over("jdbc:h2:mem:x"), new SecureRandom())
                        .sealing())
                .isNotNull();
    }

    private static ProviderConfiguration over(String url) throws IOException {
        return Jackson.newObjectMapper()
                .convertValue(Map.of("database", Map.of("url", url)), ProviderConfiguration.class);
    }
}

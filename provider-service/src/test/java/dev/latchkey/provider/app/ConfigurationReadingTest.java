package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.testing.Checkout;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationFactoryFactory;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ConfigurationReadingTest {
    // Not Dropwizard's own: other tests read configurations in this JVM.
    private static final String PREFIX = "configuration-reading";

    private final ObjectMapper json = Jackson.newObjectMapper();

    @Test
    void readsTheConfigurationFileAsDropwizardDoes() throws Exception {
        JsonNode read = fileBy(new ConfigurationReading());

        assertThat(read.at("/server/gzip/excludedMimeTypes")).hasSize(2);
        assertThat(read.at("/provider/tokens/accessTokenLifetime").isMissingNode())
                .isFalse();
        assertThat(read).isEqualTo(fileBy(new DefaultConfigurationFactoryFactory<>()));
    }

    @Test
    void takesAListFromASystemProperty() throws Exception {
        String property = PREFIX + ".provider.outbound.allow";
        System.setProperty(property, "https://a.example:8443,https://b.example:8443");
        try {
            assertThat(read("provider: {}").getProvider().outbound().allow())
                    .containsExactlyInAnyOrder("https://a.example:8443", "https://b.example:8443");
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void refusesAKeyThatThereIsNot() {
        assertThatThrownBy(() -> read("provider: {token: {}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Did you mean?")
                .hasMessageContaining("- tokens");
    }

    private ApplicationConfiguration read(String yaml) throws IOException, ConfigurationException {
        return new ConfigurationReading()
                .create(ApplicationConfiguration.class, Validators.newValidator(), json, PREFIX)
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "inline.yml");
    }

    private JsonNode fileBy(ConfigurationFactoryFactory<ApplicationConfiguration> reading)
            throws IOException, ConfigurationException {
        ApplicationConfiguration configuration = reading.create(
                        ApplicationConfiguration.class, Validators.newValidator(), json, PREFIX)
                .build(
                        new SubstitutingSourceProvider(
                                new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
                        Checkout.root().resolve("config.yml").toString());
        return json.valueToTree(configuration);
    }
}

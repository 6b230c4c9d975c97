package dev.latchkey.auth.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.latchkey.auth.Attack;
import dev.latchkey.auth.dpop.DpopMode;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpopConfigurationTest {
    private static final String TWO_LINES = "issuer: https://a\naudience: https://api.example\n";

    @Test
    void allowsProofsForTheAddressOfTheAudience() throws Exception {
        BearerAuthConfiguration settings = parse(TWO_LINES);

        assertThat(settings.dpop()).isEqualTo(DpopConfiguration.DEFAULT);
        assertThat(settings.dpopSettings().mode()).isEqualTo(DpopMode.ALLOWED);
        assertThat(settings.dpopSettings().tolerance()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.dpopSettings().nonce()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "off, OFF",
        "allowed, ALLOWED",
        "required, REQUIRED",
        "'{mode: required}', REQUIRED",
        "'{mode: off}', OFF"
    })
    void takesTheModeAlone(String yaml, DpopMode mode) throws Exception {
        assertThat(parse(TWO_LINES + "dpop: " + yaml).dpopSettings().mode()).isEqualTo(mode);
    }

    @Test
    void takesEveryOption() throws Exception {
        DpopConfiguration settings = parse(TWO_LINES
                        + "dpop: {mode: required, uri: 'https://x/v1', tolerance: 5s, nonce: true, replays: 1000}")
                .dpop();

        assertThat(settings)
                .isEqualTo(new DpopConfiguration(
                        DpopMode.REQUIRED, "https://x/v1", io.dropwizard.util.Duration.seconds(5), true, 1_000));
    }

    @Test
    void doesWithoutProofsWhereItsAddressIsNotKnown() throws Exception {
        String named = "issuer: https://a\naudience: my-api\n";

        assertThat(parse(named).dpopSettings().mode()).isEqualTo(DpopMode.OFF);
        assertThat(parse(named + "dpop: {uri: 'https://x'}").dpopSettings().mode())
                .isEqualTo(DpopMode.ALLOWED);
        assertThat(parse(named + "dpop: {uri: request}").dpopSettings().mode()).isEqualTo(DpopMode.ALLOWED);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parse(named + "dpop: required"))
                .withMessageContaining("dpop.uri must say where clients see this API");
    }

    @Attack(313)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sometimes | dpop must be off, allowed or required",
                "{mode: sometimes} | dpop.mode",
                "{uri: 'api.example'} | uri must be an http or https URL",
                "{uri: 'https://api.example?x'} | uri must be an http or https URL",
                "{tolerance: 0s} | tolerance",
                "{tolerance: 6m} | tolerance",
                "{replays: 999} | replays",
                "{nonces: true} | nonces"
            })
    void namesWhatIsWrong(String yaml, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> parse(TWO_LINES + "dpop: " + yaml))
                .withMessageContaining(message);
    }

    private static BearerAuthConfiguration parse(String yaml) throws Exception {
        return new YamlConfigurationFactory<>(
                        BearerAuthConfiguration.class,
                        Validators.newValidator(),
                        // As Dropwizard's own configuration factory sets it.
                        Jackson.newObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES),
                        "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test.yml");
    }
}

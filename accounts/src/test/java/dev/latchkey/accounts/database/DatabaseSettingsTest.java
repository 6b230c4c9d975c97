package dev.latchkey.accounts.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
    private final ObjectMapper mapper = Jackson.newObjectMapper();

    @Test
    void isAnEmbeddedDatabaseUnlessToldOtherwise() throws JsonProcessingException {
        DatabaseSettings settings = mapper.readValue("{}", DatabaseSettings.class);

        assertThat(settings.isEmbedded()).isTrue();
        assertThat(settings.url()).isEqualTo(DatabaseSettings.DEFAULT_URL);
        assertThat(settings.maxConnections()).isEqualTo(16);
        assertThat(settings.maxWait()).isEqualTo(Duration.seconds(2));
    }

    @Test
    void takesADatabaseUrlApart() {
        DatabaseSettings settings =
                DatabaseSettings.of("mysql://la%40tch:p%2Fw+1@db.example:3307/keys?sslMode=REQUIRED");

        assertThat(settings.url()).isEqualTo("jdbc:mysql://db.example:3307/keys?sslMode=REQUIRED");
        assertThat(settings.user()).isEqualTo("la@tch");
        assertThat(settings.password()).isEqualTo("p/w+1");
        assertThat(settings.isEmbedded()).isFalse();
    }

    @Test
    void reachesMariaDbThroughTheSameDriver() {
        assertThat(DatabaseSettings.of("mariadb://u:p@h/d").url()).isEqualTo("jdbc:mysql://h/d");
        assertThat(DatabaseSettings.of("jdbc:mariadb://h/d").url()).isEqualTo("jdbc:mysql://h/d");
    }

    @Test
    void prefersTheUserAndPasswordSetApart() throws JsonProcessingException {
        DatabaseSettings settings = mapper.readValue(
                "{\"url\":\"mysql://u:p@h/d\",\"user\":\"v\",\"password\":\"q\"}", DatabaseSettings.class);

        assertThat(settings.user()).isEqualTo("v");
        assertThat(settings.password()).isEqualTo("q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://u:hush@h/d",
                "jdbc:sqlite:hush",
                "hush",
                "mysql://u:hush@h",
                "mysql:///hush",
                "mysql://u:%hush@h/d"
            })
    void saysWhichUrlsItTakesWithoutRepeatingTheSecret(String url) {
        assertThatThrownBy(() -> DatabaseSettings.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mysql://user:password@host:3306/name")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hush@h/d",
                "jdbc:mysql://u:hush@h/d",
                "jdbc:mysql://h/d?user=u&password=hush",
                "jdbc:h2:mem:d;PASSWORD=hush"
            })
    void keepsThePasswordToItself(String url) {
        DatabaseSettings settings = DatabaseSettings.of(url);

        assertThat(settings.toString()).doesNotContain("hush");
        assertThat(settings.shownUrl()).doesNotContain("hush");
        assertThat(DatabaseUrl.parse(url).toString()).doesNotContain("hush");
    }
}

package dev.latchkey.provider.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.latchkey.provider.CapturedLog;
import dev.latchkey.provider.bundle.UnsafeConfigurationException;
import dev.latchkey.testing.Attack;
import dev.latchkey.testing.Contract;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Contract(123)
final class LoggingCheckTest {
    private static final String PUBLIC = "https://id.example/o";
    private static final String HERE = "http://localhost:8000/o";

    private final DefaultLoggingFactory logging = new DefaultLoggingFactory();

    @ParameterizedTest
    @ValueSource(strings = {"DEBUG", "trace", "ALL"})
    @Attack(313)
    void refusesToDebugEverythingWherePeopleLogIn(String level) {
        logging.setLevel(level);

        assertThatThrownBy(() -> LoggingCheck.require(logging, PUBLIC))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining("logging.level: " + level + " writes whole requests")
                .hasMessageContaining("use INFO");
        assertThatCode(() -> LoggingCheck.require(logging, HERE)).doesNotThrowAnyException();
    }

    @Test
    @Attack(313)
    void warnsOfItOnAMachineOfOnesOwn() {
        CapturedLog log = CapturedLog.listening();
        try {
            LoggingCheck.require(logging, HERE);
            assertThat(log.everything()).doesNotContain("logging.level");

            logging.setLevel("TRACE");
            LoggingCheck.require(logging, HERE);
            assertThat(log.everything()).contains("logging.level: TRACE writes whole requests");
        } finally {
            log.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({"org.eclipse.jetty,DEBUG", "org.eclipse.jetty.server,TRACE", "org.glassfish.jersey,ALL", "com,DEBUG"})
    @Attack(313)
    void refusesToDebugWhatWritesWholeRequests(String logger, String level) {
        logging.setLoggers(Map.of(logger, TextNode.valueOf(level)));
        refuses(logger);

        JsonNode withAppenders = JsonNodeFactory.instance.objectNode().put("level", level);
        logging.setLoggers(Map.of(logger, withAppenders));
        refuses(logger);
    }

    private void refuses(String logger) {
        assertThatThrownBy(() -> LoggingCheck.require(logging, PUBLIC))
                .isInstanceOf(UnsafeConfigurationException.class)
                .hasMessageContaining("logging.loggers." + logger);
    }

    @Test
    void letsTheProviderItselfBeDebugged() {
        logging.setLoggers(
                Map.of("dev.latchkey", TextNode.valueOf("DEBUG"), "org.eclipse.jetty", TextNode.valueOf("WARN")));

        assertThatCode(() -> LoggingCheck.require(logging, PUBLIC)).doesNotThrowAnyException();
    }
}

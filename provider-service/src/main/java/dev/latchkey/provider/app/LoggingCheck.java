package dev.latchkey.provider.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.latchkey.provider.bundle.UnsafeConfigurationException;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.common.LoggingFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what servers and drivers say of themselves when they are debugged out of the log of a provider that people use:
 * whole requests, and with them tokens and passwords.
 */
final class LoggingCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingCheck.class);
    private static final Set<String> TALKATIVE = Set.of("DEBUG", "TRACE", "ALL");
    // Those that would write headers, forms or values of rows.
    private static final List<String> DANGEROUS =
            List.of("org", "org.eclipse", "org.eclipse.jetty", "org.glassfish", "org.jdbi", "com", "com.mysql", "io");

    private LoggingCheck() {}

    /** Refuses it where people log in over https, warns of it on a machine of one's own. */
    static void require(LoggingFactory factory, String issuer) {
        if (!(factory instanceof DefaultLoggingFactory logging)) {
            return;
        }
        List<String> problems = problems(logging).toList();
        if (issuer.startsWith("https:") && !problems.isEmpty()) {
            throw new UnsafeConfigurationException(problems);
        }
        problems.forEach(problem -> LOG.warn("Less strict by configuration: {}", problem));
    }

    private static Stream<String> problems(DefaultLoggingFactory logging) {
        return Stream.concat(
                problem("logging.level", String.valueOf(logging.getLevel())),
                logging.getLoggers().entrySet().stream()
                        .filter(logger -> isDangerous(logger.getKey()))
                        .flatMap(logger -> problem("logging.loggers." + logger.getKey(), level(logger))));
    }

    private static boolean isDangerous(String logger) {
        return DANGEROUS.contains(logger) || DANGEROUS.stream().anyMatch(name -> isBelow(logger, name));
    }

    // A whole top-level domain is too coarse to forbid what is below it.
    private static boolean isBelow(String logger, String name) {
        return name.contains(".") && logger.startsWith(name + ".");
    }

    private static String level(Map.Entry<String, JsonNode> logger) {
        JsonNode setting = logger.getValue();
        return setting.isObject() ? setting.path("level").asText() : setting.asText();
    }

    private static Stream<String> problem(String key, String level) {
        return TALKATIVE.contains(level.toUpperCase(Locale.ROOT))
                ? Stream.of(key + ": " + level + " writes whole requests, tokens and passwords into the log: use INFO,"
                        + " and set logging.loggers for the one class to look into.")
                : Stream.empty();
    }
}

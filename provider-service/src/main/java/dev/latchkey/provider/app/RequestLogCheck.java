package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.UnsafeConfigurationException;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps query strings, headers and bodies out of the request log: Dropwizard's own pattern prints the whole request
 * line. Where none is configured a safe one is set; an unsafe one is refused.
 */
final class RequestLogCheck {
    // The one header that may be logged: it has been checked, and it is no secret.
    private static final String REQUEST_ID = "%responseHeader{X-Request-Id}";
    private static final String SAFE = "%h \"%m %U %H\" %s %b %D " + REQUEST_ID;
    private static final Pattern KEYWORD = Pattern.compile("%[-.0-9]*([A-Za-z]+)");
    private static final Set<String> UNSAFE = Set.of(
            "r",
            "requestURL",
            "q",
            "queryString",
            "i",
            "header",
            "responseHeader",
            "S",
            "sessionID",
            "reqCookie",
            "requestCookie",
            "reqAttribute",
            "requestAttribute",
            "reqParameter",
            "requestParameter",
            "requestContent",
            "responseContent",
            "fullRequest",
            "fullResponse");
    // Logback's names for patterns with the whole request line.
    private static final Set<String> UNSAFE_NAMES = Set.of("common", "clf", "combined");

    private RequestLogCheck() {}

    static void require(ServerFactory factory) {
        requireKind(factory);
        appenders(factory).forEach(RequestLogCheck::require);
    }

    // The other kinds print the request line with its query string, whatever their format.
    private static void requireKind(ServerFactory factory) {
        if (factory instanceof AbstractServerFactory server
                && !(server.getRequestLogFactory() instanceof LogbackAccessRequestLogFactory)
                && !(server.getRequestLogFactory() instanceof SlimRequestLogFactory)
                && server.getRequestLogFactory().isEnabled()) {
            throw new UnsafeConfigurationException(List.of("server.requestLog: this type of log would write query"
                    + " strings: take type slim, or logback-access with appenders."));
        }
    }

    private static Stream<AbstractAppenderFactory<?>> appenders(ServerFactory factory) {
        if (factory instanceof AbstractServerFactory server
                && server.getRequestLogFactory() instanceof LogbackAccessRequestLogFactory log) {
            return log.getAppenders().stream().flatMap(RequestLogCheck::withPattern);
        }
        return Stream.empty();
    }

    private static Stream<AbstractAppenderFactory<?>> withPattern(AppenderFactory<?> appender) {
        return appender instanceof AbstractAppenderFactory<?> pattern ? Stream.of(pattern) : Stream.empty();
    }

    private static void require(AbstractAppenderFactory<?> appender) {
        String format = appender.getLogFormat();
        if (format == null) {
            appender.setLogFormat(SAFE);
        } else if (isUnsafe(format)) {
            throw new UnsafeConfigurationException(List.of("server.requestLog: the logFormat \"" + format
                    + "\" would write query strings, headers or bodies into the log: use " + SAFE + "."));
        }
    }

    private static boolean isUnsafe(String format) {
        return UNSAFE_NAMES.contains(format.strip().toLowerCase(Locale.ROOT))
                || KEYWORD.matcher(format.replace(REQUEST_ID, ""))
                        .results()
                        .anyMatch(match -> UNSAFE.contains(match.group(1)));
    }
}

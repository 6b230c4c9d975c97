package dev.latchkey.provider.app;

import dev.latchkey.provider.bundle.UnsafeConfigurationException;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.logging.common.AbstractAppenderFactory;
import io.dropwizard.logging.common.AppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps query strings, headers and bodies out of the request log: Dropwizard's own pattern prints the whole request
 * line. Where none is configured a safe one is set; an unsafe one is refused.
 */
final class RequestLogCheck {
    private static final String SAFE = "%h \"%m %U %H\" %s %b %D";
    private static final List<String> UNSAFE = List.of(
            "%r",
            "%requestURL", "%q", "%queryString", "%i{", "%header", "%fullRequest", "%requestContent", "%reqParam");

    private RequestLogCheck() {}

    static void require(ServerFactory factory) {
        appenders(factory).forEach(RequestLogCheck::require);
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
        } else if (UNSAFE.stream().anyMatch(format::contains)) {
            throw new UnsafeConfigurationException(List.of("server.requestLog: the logFormat \"" + format
                    + "\" would write query strings, headers or bodies into the log: use " + SAFE + "."));
        }
    }
}

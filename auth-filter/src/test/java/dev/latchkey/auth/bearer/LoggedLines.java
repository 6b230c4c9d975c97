package dev.latchkey.auth.bearer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** All that one class logs during each test; register it as an extension. */
final class LoggedLines implements BeforeEachCallback, AfterEachCallback {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private LoggedLines(Class<?> source) {
        logger = (Logger) LoggerFactory.getLogger(source);
    }

    static LoggedLines of(Class<?> source) {
        return new LoggedLines(source);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        events.start();
        logger.addAppender(events);
        logger.setLevel(Level.TRACE);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        logger.detachAppender(events);
        logger.setLevel(null);
    }

    /** Those since the test began, or since this was asked before. */
    List<String> next() {
        List<String> lines =
                events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        events.list.clear();
        return lines;
    }
}

package dev.latchkey.provider.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditLog;
import dev.latchkey.provider.event.AuditTrail;
import org.slf4j.LoggerFactory;

/**
 * Writes each event's line to standard error too: a command has no log of its own, and its standard output is for what
 * scripts read.
 */
final class AuditOnStandardError implements AuditTrail {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);

    private final AuditTrail next;

    AuditOnStandardError(AuditTrail next) {
        this.next = next;
    }

    @Override
    public void record(AuditEvent event) {
        if (!LOGGER.isInfoEnabled()) {
            LOGGER.setLevel(Level.INFO);
        }
        ConsoleAppender<ILoggingEvent> lines = lines();
        LOGGER.addAppender(lines);
        try {
            next.record(event);
        } finally {
            LOGGER.detachAppender(lines);
            lines.stop();
        }
    }

    private static ConsoleAppender<ILoggingEvent> lines() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(LOGGER.getLoggerContext());
        encoder.setPattern("%m%n");
        encoder.start();
        ConsoleAppender<ILoggingEvent> lines = new ConsoleAppender<>();
        lines.setContext(LOGGER.getLoggerContext());
        lines.setTarget("System.err");
        lines.setEncoder(encoder);
        lines.start();
        return lines;
    }
}

package dev.latchkey.auth;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * Everything from DEBUG on that the filter logs, and from INFO on what others log. An application that starts or stops
 * takes all listeners away, so this is begun anew before each request.
 */
final class HeededLog extends AppenderBase<ILoggingEvent> {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.latchkey.auth");

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private Level before = ROOT.getLevel();

    synchronized void listen() {
        if (isStarted() && ROOT.isAttached(this)) {
            return;
        }
        before = ROOT.getLevel();
        ROOT.setLevel(Level.INFO);
        OURS.setLevel(Level.DEBUG);
        // What the filter logs comes by its own logger only, so that hundreds of refusals do not fill the console.
        OURS.setAdditive(false);
        setContext(ROOT.getLoggerContext());
        start();
        ROOT.addAppender(this);
        OURS.addAppender(this);
    }

    synchronized void end() {
        if (!isStarted()) {
            return;
        }
        ROOT.detachAppender(this);
        OURS.detachAppender(this);
        OURS.setAdditive(true);
        OURS.setLevel(null);
        ROOT.setLevel(before);
        stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        events.add(event);
    }

    /** The filter's own lines, as they are without a stack trace. */
    List<String> ours() {
        return events.stream()
                .filter(event -> event.getLoggerName().startsWith(OURS.getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** Each line with its logging context and stack trace. */
    List<String> everything() {
        return events.stream().map(HeededLog::text).toList();
    }

    private static String text(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getFormattedMessage() + " " + event.getMDCPropertyMap() + trace;
    }
}

package dev.latchkey.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Everything from DEBUG on that Latchkey logs, and from INFO on what others log, while it listens. */
public class HeededLog extends AppenderBase<ILoggingEvent> {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.latchkey");

    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private Level before = Level.INFO;

    /** Begins to listen, and again where an application that was started has taken all listeners away. */
    public final synchronized void listen() {
        if (isListening()) {
            return;
        }
        // An application that another test has stopped took all levels away with it, and without one all is logged.
        before = ROOT.getLevel().isGreaterOrEqual(Level.INFO) ? ROOT.getLevel() : Level.INFO;
        ROOT.setLevel(Level.INFO);
        OURS.setLevel(Level.DEBUG);
        setContext(ROOT.getLoggerContext());
        start();
        ROOT.addAppender(this);
    }

    /** False once an application was started: that takes all listeners away. */
    public final boolean isListening() {
        return ROOT.isAttached(this);
    }

    @Override
    public synchronized void stop() {
        ROOT.detachAppender(this);
        OURS.setLevel(null);
        ROOT.setLevel(before);
        super.stop();
    }

    @Override
    protected final void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        events.add(event);
    }

    /** The lines of the loggers whose names begin so, as they are without a stack trace. */
    public final List<String> lines(String loggers) {
        return events.stream()
                .filter(event -> event.getLoggerName().startsWith(loggers))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** Everything, with the logging context and the stack traces. */
    public final String everything() {
        return events.stream().map(HeededLog::text).collect(Collectors.joining("\n"));
    }

    private static String text(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap() + trace;
    }
}

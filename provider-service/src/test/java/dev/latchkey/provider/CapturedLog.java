package dev.latchkey.provider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Everything that is logged between start and stop. */
public final class CapturedLog extends AppenderBase<ILoggingEvent> {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("latchkey.audit");
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.latchkey");

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

    private CapturedLog() {}

    /** Listens to everything from DEBUG on that Latchkey logs, and to what others log from INFO on. */
    public static CapturedLog listening() {
        CapturedLog log = new CapturedLog();
        // An application that another test has stopped took all levels away with it, and without one all is logged.
        ROOT.setLevel(Level.INFO);
        AUDIT.setLevel(Level.DEBUG);
        OURS.setLevel(Level.DEBUG);
        log.setContext(ROOT.getLoggerContext());
        log.start();
        ROOT.addAppender(log);
        return log;
    }

    /** Listens to what Latchkey logs from INFO on, which is what operators read, and to more where a test does. */
    static CapturedLog heeding() {
        Level audit = AUDIT.getLevel();
        Level ours = OURS.getLevel();
        CapturedLog log = listening();
        AUDIT.setLevel(audit == null ? Level.INFO : audit);
        OURS.setLevel(ours == null ? Level.INFO : ours);
        return log;
    }

    /** False once an application was started: that takes all listeners away. */
    boolean isListening() {
        return ROOT.isAttached(this);
    }

    @Override
    public void stop() {
        ROOT.detachAppender(this);
        AUDIT.setLevel(null);
        OURS.setLevel(null);
        super.stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        event.prepareForDeferredProcessing();
        events.add(event);
    }

    /** The lines of the audit trail, one below the other. */
    public String audit() {
        return events.stream()
                .filter(event -> event.getLoggerName().equals("latchkey.audit"))
                .map(ILoggingEvent::getFormattedMessage)
                .collect(Collectors.joining("\n"));
    }

    /** Everything, with the logging context and the stack traces. */
    public String everything() {
        return events.stream().map(CapturedLog::text).collect(Collectors.joining("\n"));
    }

    private static String text(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getMDCPropertyMap() + trace;
    }
}

package dev.latchkey.provider;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.latchkey.testing.HeededLog;
import org.slf4j.LoggerFactory;

/** Everything that is logged between start and stop. */
public final class CapturedLog extends HeededLog {
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("latchkey.audit");
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.latchkey");

    private CapturedLog() {}

    /** Listens to everything from DEBUG on that Latchkey logs, and to what others log from INFO on. */
    public static CapturedLog listening() {
        CapturedLog log = new CapturedLog();
        AUDIT.setLevel(Level.DEBUG);
        log.listen();
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

    @Override
    public synchronized void stop() {
        AUDIT.setLevel(null);
        super.stop();
    }

    /** The lines of the audit trail, one below the other. */
    public String audit() {
        return String.join("\n", lines(AUDIT.getName()));
    }
}

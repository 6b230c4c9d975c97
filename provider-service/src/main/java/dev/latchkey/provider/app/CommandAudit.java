package dev.latchkey.provider.app;

import com.codahale.metrics.MetricRegistry;
import dev.latchkey.provider.event.Actor;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditLog;
import dev.latchkey.provider.event.AuditTrail;
import dev.latchkey.provider.event.EventType;
import dev.latchkey.provider.protocol.RowIds;
import dev.latchkey.provider.store.JdbiAuditStore;
import java.security.SecureRandom;

/** The audit trail of what is done by command. */
final class CommandAudit {
    private CommandAudit() {}

    static AuditTrail trail(CommandContext context) {
        return new AuditOnStandardError(new AuditLog(
                new JdbiAuditStore(context.database()),
                context.configuration().audit(),
                new RowIds(context.clock(), new SecureRandom()),
                context.clock(),
                new MetricRegistry()));
    }

    /** An event by whoever is logged in at the server. */
    static AuditEvent event(EventType type) {
        return AuditEvent.of(type, Actor.COMMAND_LINE).with("os_user", System.getProperty("user.name", ""));
    }
}

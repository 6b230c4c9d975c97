package dev.latchkey.provider.event;

/** Where every security-relevant act is written down. */
@FunctionalInterface
public interface AuditTrail {
    /** Writes an event down; never fails the act that it is about. */
    void record(AuditEvent event);
}

package dev.latchkey.provider.event;

/** Where every security-relevant act is written down. */
@FunctionalInterface
public interface AuditTrail {
    /** Writes an event down; never fails the act that it is about. */
    void record(AuditEvent event);

    /** The same for one of many that are alike: without a row of its own, so that nobody fills the database. */
    default void note(AuditEvent event) {
        record(event);
    }
}

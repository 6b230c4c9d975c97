package dev.latchkey.provider.event;

import java.time.Instant;

/** Where the rows of audited acts are kept. */
public interface AuditStore {
    /**
     * Keeps a record until {@code expiresAt}. A database that refuses is reported to the log, where the event's line
     * already stands.
     */
    void keep(AuditRecord record, Instant expiresAt);
}

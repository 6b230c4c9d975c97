package dev.latchkey.provider.event;

import java.util.List;
import java.util.Optional;

/** Finds the rows of audited acts. */
public interface AuditSearch {
    /** Up to {@code limit} acts, newest first, that are older than {@code before}. */
    List<AuditEntry> find(AuditQuery query, Optional<AuditPosition> before, int limit);
}

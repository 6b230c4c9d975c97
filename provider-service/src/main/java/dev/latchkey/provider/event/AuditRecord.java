package dev.latchkey.provider.event;

import dev.latchkey.provider.protocol.RequestTrace;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is written down.
 *
 * @param id its id
 * @param at when it happened
 * @param event what happened
 * @param address where the request came from; null outside a request
 * @param requestId the request's id; null outside a request
 */
public record AuditRecord(
        RowId id,
        Instant at,
        AuditEvent event,
        @Nullable String address,
        @Nullable String requestId) {

    /** The event of the request that this thread serves. */
    static AuditRecord now(RowId id, Instant at, AuditEvent event) {
        return new AuditRecord(
                id,
                at,
                event,
                RequestTrace.clientAddress().orElse(null),
                RequestTrace.requestId().orElse(null));
    }

    /** The details as {@code name=value} pairs in printable ASCII; at most 4000 characters. */
    public String details() {
        return Pairs.write(event.details());
    }
}

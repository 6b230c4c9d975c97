package dev.latchkey.provider.event;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RequestTrace;
import dev.latchkey.provider.protocol.RowId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** One line of {@code name=value}, the details last; nothing that anybody sends can make it two. */
    String toLine() {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("event", event.type().word());
        line.put("outcome", event.type().outcome().word());
        line.put("actor", event.actor().word());
        putIfPresent(line, "user", event.userId());
        putIfPresent(line, "client", event.client());
        putIfPresent(line, "address", address);
        putIfPresent(line, "request", requestId);
        event.details().forEach((name, value) -> line.merge(name, value, (first, second) -> first));
        return Pairs.write(line);
    }

    private static void putIfPresent(Map<String, String> line, String name, @Nullable Object value) {
        if (value != null) {
            line.put(name, value instanceof ClientId client ? client.value() : value.toString());
        }
    }

    /** The details as {@code name=value} pairs in printable ASCII; at most 4000 characters. */
    public String details() {
        return Pairs.write(event.details());
    }
}

package dev.latchkey.provider.event;

import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.protocol.RequestTrace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as it stands in the log. */
final class AuditLine {
    private AuditLine() {}

    /**
     * One line of {@code name=value} about an event of the request that this thread serves, the details last; nothing
     * that anybody sends can make it two.
     */
    static String of(AuditEvent event) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("event", event.type().word());
        line.put("outcome", event.type().outcome().word());
        line.put("actor", event.actor().word());
        putIfPresent(line, "user", event.userId());
        putIfPresent(line, "client", event.client());
        RequestTrace.clientAddress().ifPresent(address -> line.put("address", address));
        RequestTrace.requestId().ifPresent(id -> line.put("request", id));
        event.details().forEach(line::putIfAbsent);
        return Pairs.write(line);
    }

    private static void putIfPresent(Map<String, String> line, String name, @Nullable Object value) {
        if (value != null) {
            line.put(name, value instanceof ClientId client ? client.value() : value.toString());
        }
    }
}

package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.provider.event.AuditEntry;
import dev.latchkey.provider.event.AuditPosition;
import dev.latchkey.provider.event.AuditQuery;
import dev.latchkey.provider.event.AuditSearch;
import dev.latchkey.provider.protocol.RowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code oauth_audit_event}: each filter has an index that ends in the time. */
public final class JdbiAuditSearch implements AuditSearch {
    private static final String SELECT = """
            SELECT id, occurred_at, event_type, outcome, actor, user_id, client_id, address, request_id, details
              FROM oauth_audit_event
             WHERE occurred_at <= :at AND (occurred_at < :at OR id < :id)""";
    private static final String ORDER = " ORDER BY occurred_at DESC, id DESC LIMIT :limit";
    private static final AuditPosition END = new AuditPosition(Instant.ofEpochMilli(Long.MAX_VALUE), new RowId(-1, -1));
    private static final Map<String, String> CONDITIONS = Map.of(
            "event_type", "event_type = :event_type",
            "outcome", "outcome = :outcome",
            "actor", "actor = :actor",
            "user_id", "user_id = :user_id",
            "client_id", "client_id = :client_id",
            "from", "occurred_at >= :from",
            "until", "occurred_at < :until");

    private final Database database;

    public JdbiAuditSearch(Database database) {
        this.database = database;
    }

    @Override
    public List<AuditEntry> find(AuditQuery query, Optional<AuditPosition> before, int limit) {
        Map<String, Object> values = values(query);
        String conditions = values.keySet().stream()
                .map(name -> " AND " + CONDITIONS.get(name))
                .collect(Collectors.joining());
        AuditPosition position = before.orElse(END);
        return database.withHandle(handle -> handle.createQuery(SELECT + conditions + ORDER)
                .bindMap(values)
                .bind("at", position.at().toEpochMilli())
                .bind("id", position.id().bytes())
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
    }

    private static Map<String, Object> values(AuditQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        put(values, "event_type", query.type() == null ? null : query.type().word());
        put(values, "outcome", query.outcome() == null ? null : query.outcome().word());
        put(
                values,
                "actor",
                query.actor() == null ? null : Rows.bytes(query.actor().word()));
        put(values, "user_id", query.user());
        put(values, "client_id", query.client() == null ? null : query.client().bytes());
        put(values, "from", Rows.millis(query.from()));
        put(values, "until", Rows.millis(query.until()));
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                new AuditPosition(Rows.time(row, "occurred_at"), RowId.of(row.getBytes("id"))),
                row.getString("event_type"),
                row.getString("outcome"),
                Rows.text(row, "actor"),
                Optional.ofNullable(row.getString("user_id")).orElse(""),
                Rows.textOrEmpty(row, "client_id"),
                Rows.textOrEmpty(row, "address"),
                Rows.textOrEmpty(row, "request_id"),
                Rows.text(row, "details"));
    }
}

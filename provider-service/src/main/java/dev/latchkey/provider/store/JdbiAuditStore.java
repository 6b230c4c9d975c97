package dev.latchkey.provider.store;

import dev.latchkey.accounts.database.Database;
import dev.latchkey.accounts.database.DatabaseFaults;
import dev.latchkey.provider.client.ClientId;
import dev.latchkey.provider.event.AuditEvent;
import dev.latchkey.provider.event.AuditRecord;
import dev.latchkey.provider.event.AuditStore;
import java.time.Instant;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audited acts in {@code oauth_audit_event}. */
public final class JdbiAuditStore implements AuditStore {
    private static final Logger LOG = LoggerFactory.getLogger(JdbiAuditStore.class);
    private static final String KEEP = """
            INSERT INTO oauth_audit_event (id, occurred_at, event_type, outcome, actor, user_id, client_id, address,
            request_id, details, expires_at) VALUES (:id, :occurred_at, :event_type, :outcome, :actor, :user_id,
            :client_id, :address, :request_id, :details, :expires_at)""";

    private final Database database;

    public JdbiAuditStore(Database database) {
        this.database = database;
    }

    @Override
    public void keep(AuditRecord record, Instant expiresAt) {
        try {
            insert(record, expiresAt);
        } catch (JdbiException e) {
            report(record, e);
        }
    }

    // The row may stand there already, when the answer to a first try was lost.
    private static void report(AuditRecord record, JdbiException fault) {
        if (!DatabaseFaults.isDuplicate(fault)) {
            // The act itself is done: an error now would tell the caller that it is not.
            LOG.error("The row of the audit event {} was not kept.", record.id(), fault);
        }
    }

    private int insert(AuditRecord record, Instant expiresAt) {
        AuditEvent event = record.event();
        ClientId client = event.client();
        return database.withHandle(handle -> handle.createUpdate(KEEP)
                .bind("id", record.id().bytes())
                .bind("occurred_at", record.at().toEpochMilli())
                .bind("event_type", event.type().word())
                .bind("outcome", event.type().outcome().word())
                .bind("actor", Rows.bytes(event.actor().word()))
                .bind("user_id", event.userId())
                .bind("client_id", client == null ? null : client.bytes())
                .bind("address", bytes(record.address()))
                .bind("request_id", bytes(record.requestId()))
                .bind("details", Rows.bytes(record.details()))
                .bind("expires_at", expiresAt.toEpochMilli())
                .execute());
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : Rows.bytes(text);
    }
}

package dev.latchkey.provider.event;

import com.codahale.metrics.MetricRegistry;
import dev.latchkey.provider.protocol.RowIds;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each event as a line of the logger {@code latchkey.audit}, acts by people as a row too, and counts them. */
public final class AuditLog implements AuditTrail {
    /** The logger's name. */
    public static final String LOGGER = "latchkey.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final AuditStore store;
    private final Duration retention;
    private final RowIds ids;
    private final InstantSource clock;
    private final MetricRegistry metrics;

    public AuditLog(AuditStore store, AuditSettings settings, RowIds ids, InstantSource clock, MetricRegistry metrics) {
        this.store = store;
        this.retention = settings.period();
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void record(AuditEvent event) {
        note(event);
        if (event.type().isKeptInDatabase()) {
            AuditRecord row = AuditRecord.now(ids.next(), clock.instant(), event);
            store.keep(row, row.at().plus(retention));
        }
    }

    @Override
    public void note(AuditEvent event) {
        LOG.info(AuditLine.of(event));
        metrics.counter(MetricRegistry.name("latchkey.events", event.type().word()))
                .inc();
    }
}

package dev.latchkey.provider.admin;

import dev.latchkey.provider.event.AuditEntry;
import dev.latchkey.provider.event.AuditPosition;
import dev.latchkey.provider.event.AuditQuery;
import dev.latchkey.provider.event.AuditSearch;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes what is found in the audit log as CSV, newest first, a few hundred rows in memory at a time. */
final class AuditExport implements StreamingOutput {
    /** The most rows that a file has. */
    static final int MOST = 50_000;

    private static final int BATCH = 500;
    private static final List<String> HEADER =
            List.of("time", "event", "outcome", "actor", "user", "client", "address", "request", "details");

    private final AuditSearch search;
    private final AuditQuery query;

    AuditExport(AuditSearch search, AuditQuery query) {
        this.search = search;
        this.query = query;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(CsvLine.of(HEADER));
        Optional<AuditPosition> last = Optional.empty();
        int left = MOST;
        while (left > 0) {
            List<AuditEntry> found = search.find(query, last, Math.min(BATCH, left));
            writeAll(writer, found);
            left = found.size() < BATCH ? 0 : left - BATCH;
            last = found.stream().reduce((first, second) -> second).map(AuditEntry::position);
        }
        writer.flush();
    }

    private static void writeAll(Writer writer, List<AuditEntry> found) throws IOException {
        for (AuditEntry entry : found) {
            writer.write(line(entry));
        }
    }

    private static String line(AuditEntry entry) {
        return CsvLine.of(List.of(
                entry.position().at().toString(),
                entry.type(),
                entry.outcome(),
                entry.actor(),
                entry.user(),
                entry.client(),
                entry.address(),
                entry.requestId(),
                entry.readableDetails()));
    }
}

package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.database.Schema;
import dev.latchkey.benchmarks.load.LoadGenerator;
import dev.latchkey.benchmarks.load.Request;
import dev.latchkey.benchmarks.load.Traffic;
import dev.latchkey.benchmarks.process.Program;
import dev.latchkey.benchmarks.process.Server;
import dev.latchkey.benchmarks.process.Workplace;
import dev.latchkey.benchmarks.report.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Two million JWTs of one client: what is left of them. The heap is looked at after a collection, each time a tenth of them
 * has been issued.
 */
final class Soak implements AutoCloseable {
    private static final int TOKENS = 2_000_000;
    private static final int LOOKS = 10;
    private static final Duration SLICE = Duration.ofSeconds(1);
    // Code goes on being compiled, and classes loaded, for the first tenth.
    private static final double FLAT = 1.1;
    // One lease of places in status lists for 65,536 tokens, and some smaller ones at the beginning.
    private static final int LEASES = TOKENS / 65_536 + 16;

    private final Schema schema;
    private final AdminPort admin;
    private final Server provider;
    private final Registered client;
    private final PrintStream progress;

    private Soak(Workplace place, PrintStream progress) {
        this.progress = progress;
        progress.println("Starting the database and the provider");
        schema = Schema.create("bench_soak").withMemory();
        Installation installation = new Installation(place, schema, Secrets.random());
        installation.migrate();
        client = installation.createClient("bench-jwt", "jwt");
        int port = Program.freePort();
        admin = new AdminPort(Program.freePort(), Secrets.random());
        provider = installation.serve("provider", port, admin.variables()).await();
    }

    /** Runs; takes some three minutes. */
    static List<Outcome> run(Workplace place, PrintStream progress) {
        try (Soak soak = new Soak(place, progress)) {
            return soak.issue();
        }
    }

    private List<Outcome> issue() {
        byte[] request = Request.post(Installation.tokenPath(), client.authorization(), Rig.MACHINE);
        LoadGenerator load = new LoadGenerator(provider.port(), Rig.CONNECTIONS, Traffic.of(request));
        Map<String, Long> before = rows();
        long first = 0;
        long last = 0;
        int issued = 0;
        for (int look = 1; look <= LOOKS; look++) {
            while (issued < (long) TOKENS * look / LOOKS) {
                issued += load.run(SLICE).count();
            }
            last = admin.heapAfterCollection();
            first = look == 1 ? last : first;
            progress.println(issued + " tokens: heap " + last / 1024 + " KiB");
        }
        return List.of(
                Outcome.atLeast("soak-tokens", issued, TOKENS),
                Outcome.atMost("soak-heap", last / (double) first, FLAT),
                Outcome.atMost("soak-rows", (double) growth(before, rows()), LEASES));
    }

    private long growth(Map<String, Long> before, Map<String, Long> after) {
        after.forEach((table, rows) -> {
            long more = rows - before.getOrDefault(table, 0L);
            if (more != 0) {
                progress.println(table + ": " + more + " rows more");
            }
        });
        return sum(after) - sum(before);
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : schema.texts("SHOW TABLES")) {
            rows.put(
                    table,
                    Long.valueOf(schema.texts("SELECT COUNT(*) FROM " + table).get(0)));
        }
        return rows;
    }

    @Override
    public void close() {
        provider.close();
    }
}

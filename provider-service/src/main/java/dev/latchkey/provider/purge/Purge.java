package dev.latchkey.provider.purge;

import java.time.InstantSource;
import java.util.List;

/** Deletes expired rows in batches small enough to hold no lock for long. */
public final class Purge {
    /** The most rows that one transaction deletes. */
    public static final int BATCH = 1_000;

    private final List<ExpiredRows> tables;
    private final InstantSource clock;

    public Purge(List<ExpiredRows> tables, InstantSource clock) {
        this.tables = List.copyOf(tables);
        this.clock = clock;
    }

    /** Deletes everything that is expired now; how many rows that were. Stops early when the thread is interrupted. */
    public long run() {
        return tables.stream().mapToLong(this::empty).sum();
    }

    private long empty(ExpiredRows table) {
        long deleted = 0;
        int batch = BATCH;
        while (batch == BATCH && !Thread.currentThread().isInterrupted()) {
            batch = table.deleteSome(clock.instant(), BATCH);
            deleted += batch;
        }
        return deleted;
    }
}

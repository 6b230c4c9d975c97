package dev.latchkey.benchmarks.report;

import dev.latchkey.benchmarks.load.Throughput;
import java.time.Duration;

/**
 * Something to be measured.
 *
 * @param name in the table
 * @param act does it for as long as it is told
 */
public record Scenario(String name, Act act) {

    /** How it is measured. */
    @FunctionalInterface
    public interface Act {
        /** Does it for as long as that. */
        Throughput run(Duration duration);
    }
}

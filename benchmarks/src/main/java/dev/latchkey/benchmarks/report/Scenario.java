package dev.latchkey.benchmarks.report;

import dev.latchkey.benchmarks.load.Throughput;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Something to be measured.
 *
 * @param name in the table
 * @param act does it for as long as it is told
 * @param processorTime what the server has taken since its start
 */
public record Scenario(String name, Act act, Supplier<Duration> processorTime) {
    /** Something that no server of ours does. */
    public Scenario(String name, Act act) {
        this(name, act, () -> Duration.ZERO);
    }

    Measurement measure(Duration duration) {
        Duration before = processorTime.get();
        Throughput throughput = act.run(duration);
        return new Measurement(throughput, processorTime.get().minus(before));
    }

    /** How it is measured. */
    @FunctionalInterface
    public interface Act {
        /** Does it for as long as that. */
        Throughput run(Duration duration);
    }
}

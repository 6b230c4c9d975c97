package dev.latchkey.benchmarks.report;

import dev.latchkey.benchmarks.load.Throughput;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * In what order things are measured: each is warmed up, then all are measured in turn, again and again, so that what
 * else the machine does meets them all alike.
 *
 * @param warmUp for each scenario
 * @param slice of one measurement
 * @param repeats how often each is measured
 */
public record Schedule(Duration warmUp, Duration slice, int repeats) {
    /** Measures, and tells about progress. */
    public Measurements measure(List<Scenario> scenarios, PrintStream progress) {
        for (Scenario scenario : scenarios) {
            progress.println("Warming up: " + scenario.name());
            scenario.act().run(warmUp);
        }
        Measurements measurements = new Measurements();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            progress.println("Measuring: repeat " + repeat + " of " + repeats);
            measureOnce(scenarios, measurements);
        }
        return measurements;
    }

    private void measureOnce(List<Scenario> scenarios, Measurements measurements) {
        for (Scenario scenario : scenarios) {
            Throughput throughput = scenario.act().run(slice);
            measurements.add(scenario.name(), throughput);
        }
    }
}

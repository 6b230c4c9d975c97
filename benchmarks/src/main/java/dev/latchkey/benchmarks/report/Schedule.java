package dev.latchkey.benchmarks.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * In what order things are measured: all in turn, again and again, so that what else the machine does meets them all
 * alike. First they are warmed up, in turn too, so that compilers can work at what is not under load.
 *
 * @param warmUp for each scenario
 * @param slice of one measurement
 * @param repeats how often each is measured
 */
public record Schedule(Duration warmUp, Duration slice, int repeats) {
    /** Measures, and tells about progress. */
    public Measurements measure(List<Scenario> scenarios, PrintStream progress) {
        progress.println("Warming up " + scenarios.size() + " scenarios, " + warmUp.toSeconds() + " s each");
        for (long round = 0; round < warmUp.toSeconds(); round++) {
            scenarios.forEach(scenario -> scenario.act().run(Duration.ofSeconds(1)));
        }
        Measurements measurements = new Measurements();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            progress.println("Measuring: repeat " + repeat + " of " + repeats);
            scenarios.forEach(scenario -> measurements.add(scenario.name(), scenario.measure(slice)));
        }
        return measurements;
    }

    /** In words. */
    @Override
    public String toString() {
        return repeats + " repeats of " + slice.toMillis() / 1_000.0 + " s after " + warmUp.toSeconds() + " s";
    }
}

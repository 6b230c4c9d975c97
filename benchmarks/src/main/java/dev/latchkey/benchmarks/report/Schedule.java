package dev.latchkey.benchmarks.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In what order things are measured: all in turn, again and again, so that what else the machine does meets them all
 * alike. First they are warmed up, in turn too, so that compilers can work at what is not under load.
 *
 * @param warmUp for each scenario; those that still become faster then get some seconds more
 * @param slice of one measurement
 * @param repeats how often each is measured
 */
public record Schedule(Duration warmUp, Duration slice, int repeats) {
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final double STILL_FASTER = 1.1;
    private static final int MORE_ROUNDS = 4;

    /** Measures, and tells about progress. */
    public Measurements measure(List<Scenario> scenarios, PrintStream progress) {
        warmUp(scenarios, progress);
        Measurements measurements = new Measurements();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            progress.println("Measuring: repeat " + repeat + " of " + repeats);
            scenarios.forEach(scenario -> measurements.add(scenario.name(), scenario.measure(slice)));
        }
        return measurements;
    }

    private void warmUp(List<Scenario> scenarios, PrintStream progress) {
        progress.println("Warming up " + scenarios.size() + " scenarios, " + warmUp.toSeconds() + " s each");
        Map<Scenario, Double> best = new HashMap<>();
        for (long round = 1; round < warmUp.toSeconds(); round++) {
            scenarios.forEach(scenario -> becameFaster(scenario, best));
        }
        List<Scenario> cold = scenarios;
        for (int round = 0; round < MORE_ROUNDS && !cold.isEmpty(); round++) {
            cold = cold.stream()
                    .filter(scenario -> becameFaster(scenario, best))
                    .toList();
        }
    }

    private static boolean becameFaster(Scenario scenario, Map<Scenario, Double> best) {
        double now = scenario.act().run(ROUND).perSecond();
        double before = best.getOrDefault(scenario, 0.0);
        best.put(scenario, Math.max(now, before));
        return now > STILL_FASTER * before;
    }

    /** In words. */
    @Override
    public String toString() {
        return repeats + " repeats of " + slice.toMillis() / 1_000.0 + " s after " + warmUp.toSeconds() + " s or more";
    }
}

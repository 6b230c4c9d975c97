package dev.latchkey.benchmarks.report;

import java.util.List;

/**
 * How fast something is to be, as a ratio to something else of the same run.
 *
 * @param name of the ratio
 * @param pairs what is compared; the worst of several counts
 * @param least the ratio to be reached
 */
public record Aim(String name, List<Pair> pairs, double least) {
    /**
     * Two scenarios.
     *
     * @param scenario whose rate is judged
     * @param reference the rate that it is divided by
     */
    public record Pair(String scenario, String reference) {}

    /** Copies the pairs. */
    public Aim {
        pairs = List.copyOf(pairs);
    }

    /** An aim for one pair. */
    public static Aim of(String name, String scenario, String reference, double least) {
        return new Aim(name, List.of(new Pair(scenario, reference)), least);
    }

    /** How it came out. */
    public Outcome outcome(Measurements measurements) {
        double worst = pairs.stream()
                .mapToDouble(pair -> measurements.ratio(pair.scenario(), pair.reference()))
                .min()
                .orElseThrow();
        return Outcome.atLeast(name, worst, least);
    }
}

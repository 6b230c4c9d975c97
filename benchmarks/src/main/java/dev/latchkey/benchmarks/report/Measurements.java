package dev.latchkey.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What each scenario came to, repeat by repeat. */
public final class Measurements {
    private final Map<String, List<Measurement>> repeats = new LinkedHashMap<>();

    void add(String scenario, Measurement measurement) {
        repeats.computeIfAbsent(scenario, name -> new ArrayList<>()).add(measurement);
    }

    /** The scenarios, in the order they were measured in. */
    public List<String> scenarios() {
        return List.copyOf(repeats.keySet());
    }

    /** The median of one figure of a scenario. */
    double median(String scenario, ToDoubleFunction<Measurement> figure) {
        return median(of(scenario).stream().mapToDouble(figure));
    }

    /** The median of the ratios of two rates, repeat by repeat: both then had the same machine. */
    public double ratio(String scenario, String reference) {
        List<Measurement> ours = of(scenario);
        List<Measurement> theirs = of(reference);
        return median(IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i).perSecond() / theirs.get(i).perSecond()));
    }

    List<Measurement> of(String scenario) {
        return repeats.getOrDefault(scenario, List.of());
    }

    private static double median(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("Nothing was measured under this name.");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

package dev.latchkey.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run found.
 *
 * @param machine what it ran on, in words
 * @param measurements all that was measured
 * @param references which scenario each one is compared with
 * @param outcomes the figures that have an aim
 */
public record Report(
        Map<String, String> machine,
        Measurements measurements,
        Map<String, String> references,
        List<Outcome> outcomes) {
    /** Copies what it is given. */
    public Report {
        machine = new LinkedHashMap<>(machine);
        references = Map.copyOf(references);
        outcomes = List.copyOf(outcomes);
    }

    /** Prints tables as the documentation has them. */
    public void print(PrintStream out) {
        machine.forEach((name, value) -> out.println(name + ": " + value));
        out.println();
        out.println("| | per second | p50 ms | p99 ms | CPU µs | ratio | to |");
        out.println("|---|---|---|---|---|---|---|");
        measurements.scenarios().forEach(scenario -> out.println(row(scenario)));
        out.println();
        out.println("| | figure | aim | |");
        out.println("|---|---|---|---|");
        outcomes.forEach(outcome -> out.println(row(outcome)));
    }

    /** Writes all of it as JSON. */
    public void write(Path file) throws IOException {
        Map<String, Object> scenarios = new LinkedHashMap<>();
        measurements.scenarios().forEach(scenario -> scenarios.put(scenario, figures(scenario)));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("machine", machine);
        report.put("scenarios", scenarios);
        report.put("aims", outcomes);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
    }

    private String row(String scenario) {
        String reference = references.getOrDefault(scenario, "");
        String ratio = reference.isEmpty() ? "" : format("%.3f", measurements.ratio(scenario, reference));
        return format(
                "| %s | %,.0f | %.2f | %.2f | %.0f | %s | %s |",
                scenario,
                measurements.median(scenario, Measurement::perSecond),
                measurements.median(scenario, Measurement::p50Millis),
                measurements.median(scenario, Measurement::p99Millis),
                measurements.median(scenario, Measurement::processorMicros),
                ratio,
                reference);
    }

    private static String row(Outcome outcome) {
        return format(
                "| %s | %.3f | %s %s | %s |",
                outcome.name(), outcome.value(), outcome.relation(), String.valueOf(outcome.aim()), outcome.verdict());
    }

    private Map<String, Object> figures(String scenario) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("perSecond", measurements.median(scenario, Measurement::perSecond));
        figures.put("p50Millis", measurements.median(scenario, Measurement::p50Millis));
        figures.put("p99Millis", measurements.median(scenario, Measurement::p99Millis));
        figures.put("processorMicros", measurements.median(scenario, Measurement::processorMicros));
        figures.put(
                "repeats",
                measurements.of(scenario).stream().map(Measurement::perSecond).toList());
        String reference = references.getOrDefault(scenario, "");
        if (!reference.isEmpty()) {
            figures.put("reference", reference);
            figures.put("ratio", measurements.ratio(scenario, reference));
        }
        return figures;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

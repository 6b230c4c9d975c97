package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.flood.UnknownKeys;
import dev.latchkey.benchmarks.load.LoadException;
import dev.latchkey.benchmarks.micro.MicroBenchmarks;
import dev.latchkey.benchmarks.process.Workplace;
import dev.latchkey.benchmarks.report.Measurements;
import dev.latchkey.benchmarks.report.Outcome;
import dev.latchkey.benchmarks.report.Report;
import dev.latchkey.benchmarks.report.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The benchmark from its arguments to its exit code. */
public final class Bench {
    private final PrintStream out;
    private final PrintStream progress;
    private final Options options;
    private final Workplace place;

    private Bench(Options options, PrintStream out, PrintStream progress) throws IOException {
        this.options = options;
        this.out = out;
        this.progress = progress;
        Path logs = Files.createDirectories(Options.root().resolve("target/bench"));
        this.place = new Workplace(Options.root(), logs, options.serverOptions());
    }

    /** Runs; {@code ./latchkey bench} passes its options on. */
    public static void main(String[] arguments) throws Exception {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) throws Exception {
        try {
            Bench bench = new Bench(Options.parse(arguments), System.out, System.err);
            Machine.warnIfBusy(System.err);
            return bench.options.soak() ? bench.soak() : bench.measure();
        } catch (IllegalArgumentException e) {
            System.err.println("latchkey: " + e.getMessage());
            return 2;
        } catch (LoadException | IllegalStateException e) {
            System.err.println("latchkey: nothing was measured. " + e.getMessage());
            return 1;
        }
    }

    private int measure() throws Exception {
        return options.check() ? check() : measureAll();
    }

    private int soak() {
        return print(Soak.run(place, progress));
    }

    private int print(List<Outcome> outcomes) {
        outcomes.forEach(outcome -> out.println(outcome.line()));
        return outcomes.stream().allMatch(Outcome::ok) ? 0 : 1;
    }

    private int check() throws Exception {
        Map<String, String> machine = Machine.describe(options);
        try (Rig rig = new Rig(place, options.grants(), progress)) {
            Measurements measurements = options.schedule().measure(rig.scenarios(), progress);
            List<Outcome> outcomes = outcomes(measurements);
            Report report = new Report(machine, measurements, Names.REFERENCES, outcomes);
            report.print(progress);
            report.write(options.output());
            progress.println(Aims.CEILING.outcome(measurements).line());
            return print(outcomes);
        }
    }

    private int measureAll() throws Exception {
        Map<String, String> machine = Machine.describe(options);
        progress.println("Measuring single validations");
        List<Outcome> further = new ArrayList<>(MicroBenchmarks.run(options.serverOptions()));
        progress.println("Validating beside a flood of unknown keys");
        further.addAll(UnknownKeys.run());
        try (Rig rig = new Rig(place, options.grants(), progress);
                RivalRig rivals = new RivalRig(place, progress)) {
            List<Scenario> scenarios = new ArrayList<>(rig.scenarios());
            scenarios.addAll(rig.furtherScenarios());
            scenarios.addAll(rivals.scenarios());
            Measurements measurements = options.schedule().measure(scenarios, progress);
            progress.println("Refreshing at two providers at once");
            further.add(rig.exactlyOnce());
            List<Outcome> outcomes = outcomes(measurements);
            Aims.FURTHER.forEach(aim -> outcomes.add(aim.outcome(measurements)));
            outcomes.addAll(further);
            Report report = new Report(machine, measurements, Names.REFERENCES, outcomes);
            report.print(out);
            report.write(options.output());
            return 0;
        }
    }

    private static List<Outcome> outcomes(Measurements measurements) {
        List<Outcome> outcomes = new ArrayList<>();
        Aims.CHECKED.forEach(aim -> outcomes.add(aim.outcome(measurements)));
        return outcomes;
    }
}

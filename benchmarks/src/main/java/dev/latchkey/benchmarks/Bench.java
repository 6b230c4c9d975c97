package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.process.Workplace;
import dev.latchkey.benchmarks.report.Measurements;
import dev.latchkey.benchmarks.report.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The benchmark from its arguments to its exit code. */
public final class Bench {
    private final PrintStream out;
    private final PrintStream progress;

    private Bench(PrintStream out, PrintStream progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Runs; {@code ./latchkey bench} passes its options on. */
    public static void main(String[] arguments) throws Exception {
        System.exit(new Bench(System.out, System.err).run(Options.parse(arguments)));
    }

    private int run(Options options) throws Exception {
        Workplace place = place(options);
        try (Rig rig = new Rig(place, options.grants(), progress)) {
            Measurements measurements = options.schedule().measure(rig.scenarios(), progress);
            List<Outcome> outcomes = new ArrayList<>();
            Aims.CHECKED.forEach(aim -> outcomes.add(aim.outcome(measurements)));
            for (String name : measurements.scenarios()) {
                progress.printf("%-45s %8.0f %n", name, measurements.median(name, t -> t.perSecond()));
            }
            progress.println(Aims.CEILING.outcome(measurements).line());
            outcomes.forEach(outcome -> out.println(outcome.line()));
            return outcomes.stream().allMatch(Outcome::ok) ? 0 : 1;
        }
    }

    private static Workplace place(Options options) throws IOException {
        Path logs = Files.createDirectories(options.root().resolve("target/bench"));
        return new Workplace(options.root(), logs, options.serverOptions());
    }
}

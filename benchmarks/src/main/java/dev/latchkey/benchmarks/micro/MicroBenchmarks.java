package dev.latchkey.benchmarks.micro;

import dev.latchkey.benchmarks.report.Outcome;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Validation} in a JVM of its own, for about three quarters of a minute. */
public final class MicroBenchmarks {
    private static final int ITERATIONS = 5;

    private MicroBenchmarks() {}

    /** The times in microseconds and what they are to be; {@code jvm} are the options of that JVM. */
    public static List<Outcome> run(List<String> jvm) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(Validation.class.getName())
                        .forks(1)
                        .jvmArgs(jvm.toArray(String[]::new))
                        .warmupIterations(ITERATIONS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run().stream().map(MicroBenchmarks::outcome).toList();
    }

    private static Outcome outcome(RunResult result) {
        String name = result.getPrimaryResult().getLabel();
        String figure = name.equals("bare") ? "bare-signature-us" : name + "-validation-us";
        return Outcome.atMost(figure, result.getPrimaryResult().getScore(), name.equals("warm") ? 1 : 60);
    }
}

package dev.latchkey.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs {@code ./latchkey} and bash as a person at a terminal would.
 *
 * @param environment what differs from the environment of the tests
 */
record CommandLine(Map<String, String> environment) {
    private static final long MINUTES_TO_END = 2;
    // What a person may have set for other databases and servers.
    private static final List<String> CLEARED =
            List.of("DATABASE_URL", "LATCHKEY_SECRET", "LATCHKEY_DIRECTORY", "ISSUER");

    /** How a command ended and what it said. */
    record Ended(int exitCode, String out, String err) {}

    /** The command line with the JDK of the tests. */
    static CommandLine withThisJdk() {
        return new CommandLine(Map.of("JAVA_HOME", System.getProperty("java.home")));
    }

    CommandLine {
        environment = Map.copyOf(environment);
    }

    /** The same with another variable. */
    CommandLine with(String name, String value) {
        return new CommandLine(merged(environment, name, value));
    }

    private static Map<String, String> merged(Map<String, String> environment, String name, String value) {
        Map<String, String> merged = new HashMap<>(environment);
        merged.put(name, value);
        return merged;
    }

    /** Aborts the test where a program is missing; fails it where everything must run. */
    static void needPrograms(String... names) {
        for (String name : names) {
            if (isMissing(name)) {
                refuse("NOT TESTED: " + name + " is missing, so ./latchkey cannot be tried. Install it.");
            }
        }
    }

    private static boolean isMissing(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .noneMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }

    private static void refuse(String sentence) {
        if ("true".equals(System.getenv("CI"))) {
            fail(sentence);
        }
        abort(sentence);
    }

    /** Runs {@code ./latchkey} of this checkout and waits for its end. */
    Ended latchkey(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Runs lines in one bash session. */
    Ended bash(String lines) throws IOException, InterruptedException {
        return run(List.of("bash", "-c", lines));
    }

    /** Starts a command without waiting; its output goes to the file. */
    Process start(Path output, List<String> command) throws IOException {
        return builder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    static Path script() {
        return Checkout.root().resolve("latchkey");
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("latchkey", ".out");
        Path err = Files.createTempFile("latchkey", ".err");
        try {
            Process process = builder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(MINUTES_TO_END, TimeUnit.MINUTES);
            process.destroy();
            return new Ended(
                    ended ? process.exitValue() : -1, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    // Elsewhere than in the checkout: the script works from any directory.
    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().keySet().removeAll(CLEARED);
        builder.environment().putAll(environment);
        return builder;
    }
}

package dev.latchkey.benchmarks;

import dev.latchkey.benchmarks.report.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param check whether only the ratios to references of our own making are measured
 * @param soak whether only what is left of many tokens is looked at
 * @param output where the JSON goes
 * @param given the other options by name
 */
record Options(boolean check, boolean soak, Path output, Map<String, String> given) {
    private static final String CHECK = "--check";
    private static final String SOAK = "--soak";
    private static final Set<String> MODES = Set.of(CHECK, SOAK);
    private static final Set<String> NUMBERS = Set.of("--grants", "--repeats", "--slice", "--warm-up");
    // A server is at its best after some hundred thousand requests, on two processors that its compiler shares with it.
    // The check has fewer of them to warm up within its six minutes.
    private static final int CHECK_WARM_UP = 14;
    private static final int WARM_UP = 8;

    static Options parse(String[] arguments) {
        Map<String, String> given = new HashMap<>();
        Set<String> modes = new HashSet<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (MODES.contains(argument)) {
                modes.add(argument);
            } else {
                given.put(argument, value(arguments, ++i));
            }
        }
        Path output = caller().resolve(given.getOrDefault("--output", root() + "/target/bench/results.json"));
        given.remove("--output");
        requireKnown(given);
        return new Options(modes.contains(CHECK), modes.contains(SOAK), output, Map.copyOf(given));
    }

    private static String value(String[] arguments, int index) {
        if (index == arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " wants a value.");
        }
        return arguments[index];
    }

    private static void requireKnown(Map<String, String> given) {
        given.forEach((name, value) -> {
            if (!NUMBERS.contains(name) || !value.matches("[1-9][0-9]{0,6}")) {
                throw new IllegalArgumentException("bench does not know " + name + " " + value + ".");
            }
        });
    }

    /** How many grants are many. */
    int grants() {
        return number("--grants", 1_000_000);
    }

    Schedule schedule() {
        return new Schedule(
                Duration.ofSeconds(number("--warm-up", check ? CHECK_WARM_UP : WARM_UP)),
                Duration.ofMillis(number("--slice", 1_500)),
                number("--repeats", 5));
    }

    /** The checkout, which the script names. */
    static Path root() {
        return Path.of(System.getProperty("latchkey.root", "")).toAbsolutePath();
    }

    private static Path caller() {
        return Path.of(System.getProperty("latchkey.caller", "")).toAbsolutePath();
    }

    /** The JVM options of servers, which the script names. */
    List<String> serverOptions() {
        return List.of(System.getProperty("latchkey.server.options", "-Xmx192m").split(" "));
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, String.valueOf(otherwise)));
    }
}

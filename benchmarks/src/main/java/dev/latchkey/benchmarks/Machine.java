package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

/** What a benchmark ran on: figures of different machines say nothing about each other. */
final class Machine {
    private Machine() {}

    static Map<String, String> describe(Options options) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(
                "When",
                InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES).toString());
        words.put(
                "Processors",
                Runtime.getRuntime().availableProcessors() + " x " + firstOf("/proc/cpuinfo", "model name"));
        words.put("Java", System.getProperty("java.vendor.version", "") + " " + Runtime.version());
        words.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        words.put("Commit", System.getProperty("latchkey.commit", "unknown"));
        words.put("Load before", loadAverage());
        words.put("JVM options of servers", String.join(" ", options.serverOptions()));
        words.put("Schedule", options.schedule().toString());
        return words;
    }

    /** Says so when others use the machine: then ratios come out worse, since compilers and the database get less. */
    static void warnIfBusy(PrintStream progress) {
        double load =
                new Scanner(read("/proc/loadavg") + " 0").useLocale(Locale.ROOT).nextDouble();
        int processors = Runtime.getRuntime().availableProcessors();
        if (load > processors) {
            progress.println("This machine is busy, " + load + " processes on " + processors
                    + " processors: figures and ratios come out worse than they are. Run it again when it is quiet.");
        }
    }

    private static String loadAverage() {
        return read("/proc/loadavg").lines().findFirst().orElse("unknown");
    }

    private static String firstOf(String file, String key) {
        return read(file)
                .lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            return "";
        }
    }
}

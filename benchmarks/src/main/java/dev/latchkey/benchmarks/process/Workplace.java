package dev.latchkey.benchmarks.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a benchmark runs and by what Java.
 *
 * @param root the checkout
 * @param logs where programs write; made by the caller
 * @param options the JVM options of the servers, as {@code ./latchkey dev} uses them
 */
public record Workplace(Path root, Path logs, List<String> options) {
    /** Copies the options. */
    public Workplace {
        options = List.copyOf(options);
    }

    /** A class of this module as a server, with the options of ours. */
    public List<String> server(Class<?> main, String... arguments) {
        List<String> command = java(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** The provider's jar as a server or a command. */
    public List<String> provider(String... arguments) {
        return jar(root.resolve("provider-service/target/provider-service-app.jar"), options, arguments);
    }

    /** A jar that runs by itself, with JVM options of its own. */
    public List<String> jar(Path jar, List<String> jvm, String... arguments) {
        List<String> command = java(jvm);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java(List<String> jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        return command;
    }
}

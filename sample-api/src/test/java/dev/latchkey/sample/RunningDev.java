package dev.latchkey.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A {@code ./latchkey dev} on free ports and in a directory of its own under {@code target}. */
final class RunningDev implements AutoCloseable {
    private static final Duration TO_BE_READY = Duration.ofMinutes(3);

    private final Process script;
    private final Path directory;
    private final Path output;
    private final int port;
    private final int apiPort;

    private RunningDev(Process script, Path directory, int port, int apiPort) {
        this.script = script;
        this.directory = directory;
        this.output = outputIn(directory);
        this.port = port;
        this.apiPort = apiPort;
    }

    /** Starts one and returns when it has written its {@code dev.env}. */
    static RunningDev start(String name, int providers) throws IOException {
        CommandLine.needPrograms("bash", "curl", "sed");
        Path directory = Checkout.root().resolve("sample-api/target/dev-" + name);
        Files.createDirectories(directory);
        int port = FreePorts.firstOf(2 * providers + 2);
        int apiPort = port + 2 * providers;
        List<String> command = List.of(
                CommandLine.script().toString(),
                "dev",
                "--providers=" + providers,
                "--port=" + port,
                "--api-port=" + apiPort,
                "--directory=" + directory);
        // The caller's own database and secret are not a dev's business.
        Process script = CommandLine.withThisJdk()
                .with("DATABASE_URL", "mysql://nobody:nothing@localhost:1/none")
                .with("LATCHKEY_SECRET", "not-a-secret-that-dev-may-use")
                .start(outputIn(directory), command);
        RunningDev dev = new RunningDev(script, directory, port, apiPort);
        dev.awaitReady();
        return dev;
    }

    private static Path outputIn(Path directory) {
        return directory.resolve("terminal.txt");
    }

    private void awaitReady() throws IOException {
        Awaitility.await("dev.env of ./latchkey dev")
                .atMost(TO_BE_READY)
                .until(() -> Files.exists(environmentFile()) || !script.isAlive());
        if (!script.isAlive()) {
            throw new IOException("./latchkey dev ended: " + output());
        }
        Awaitility.await("the end of what it prints").until(() -> output().contains("Ctrl-C"));
    }

    Path directory() {
        return directory;
    }

    Path environmentFile() {
        return directory.resolve("dev.env");
    }

    int port() {
        return port;
    }

    int apiPort() {
        return apiPort;
    }

    Process script() {
        return script;
    }

    /** Everything that it has started and that runs. */
    List<ProcessHandle> servers() {
        return script.descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .toList();
    }

    /** What the terminal shows. */
    String output() throws IOException {
        return Files.readString(output, UTF_8);
    }

    /** The lines to paste, in their order. */
    List<String> steps() throws IOException {
        return output().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl ") || line.matches("[A-Z_]+=\\$\\(curl .*"))
                .toList();
    }

    /** What {@code dev.env} says. */
    Map<String, String> environment() throws IOException {
        try (Stream<String> lines = Files.lines(environmentFile(), UTF_8)) {
            return lines.map(line -> line.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        }
    }

    /** Commands that work on this dev's database. */
    CommandLine commands() {
        return CommandLine.withThisJdk().with("LATCHKEY_DIRECTORY", directory.toString());
    }

    /** The ports of its servers. */
    List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        for (int number = port; number < apiPort + 2; number++) {
            ports.add(number);
        }
        return ports;
    }

    @Override
    public void close() {
        List<ProcessHandle> children = script.descendants().toList();
        script.destroy();
        if (!endsInTime()) {
            script.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean endsInTime() {
        try {
            return script.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.latchkey.sample.chaos;

import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server as a process of the system, from its jar, with the options of production. */
final class ServerJar implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-Xmx192m", "-Xms32m", "-XX:+UseSerialGC");

    private final Process process;
    private final int port;
    private final Path log;

    private ServerJar(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts {@code jar server config} with these variables; its admin port is the next one. */
    static ServerJar start(Path jar, String config, int port, Path log, Map<String, String> environment)
            throws IOException {
        return start(List.of(), jar, config, port, log, environment);
    }

    /** The same, run by another program: {@code faketime} for one. */
    static ServerJar start(
            List<String> runner, Path jar, String config, int port, Path log, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(runner);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(List.of("-jar", jar.toString(), "server", config));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new ServerJar(builder.start(), port, log);
    }

    /** Waits until its health checks are green. */
    ServerJar ready() {
        Patience.await("a healthy server, see " + log)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> admin().get("/healthcheck").isGood() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("The server ended, see " + log + ": " + text());
        }
        return this;
    }

    /** Waits until it answers at all: without its provider an API is not healthy. */
    ServerJar answering() {
        Patience.await("a server that answers, see " + log)
                .until(() -> caller().get("/users/").status() != Reply.NONE || !process.isAlive());
        return this;
    }

    Caller caller() {
        return new Caller(port);
    }

    Caller admin() {
        return new Caller(port + 1);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it wrote to its log. */
    String text() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Memory it holds now, in MiB. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Asks it to end (SIGTERM). */
    void terminate() {
        process.destroy();
    }

    /** Waits for its end. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The server does not end, see " + log);
        }
    }

    /** Kills it (SIGKILL); returns when it is gone. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}

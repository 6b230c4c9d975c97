package dev.latchkey.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the system. It ends with this JVM. */
public final class Program implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final long PAUSE_MILLIS = 100;
    private static final int SHOWN = 3_000;
    // A caller's environment must not decide what is measured.
    private static final List<String> KEPT = List.of("PATH", "HOME", "JAVA_HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Process process;
    private final Path log;

    private Program(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end " + name));
    }

    /** Starts a program with these variables only; it writes to {@code <name>.log}. */
    public static Program start(Workplace place, String name, List<String> command, Map<String, String> variables) {
        Path log = place.logs().resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(place.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(variables);
        try {
            return new Program(name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("The program " + name + " cannot be started.", e);
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** The processor time it has taken since its start. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Waits for the end and returns what the program said; throws {@link IllegalStateException} when it failed. */
    public String output() {
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("The command " + name + " failed: " + said());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return said();
    }

    /** Waits until an address of this machine answers anything but an error of the server's. */
    public Program awaitAnswer(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (!answers(request)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(name + " does not answer: " + said());
            }
            pause();
        }
        return this;
    }

    /** A port that nobody listens on at present. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port.", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean answers(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The benchmark was interrupted.", e);
    }

    private String said() {
        try {
            String text = Files.readString(log, StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - SHOWN));
        } catch (IOException e) {
            return "(its log cannot be read)";
        }
    }
}

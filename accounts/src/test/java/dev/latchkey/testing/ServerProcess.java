package dev.latchkey.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process that cannot outlive this JVM, whatever ends it.
 *
 * <p>A shell stands between the two and reads a pipe that only this JVM holds open. When the JVM ends, even by {@code
 * kill -9}, the pipe closes: the shell kills the server and removes its directory. It ignores the terminal's signals,
 * since Ctrl-C would otherwise end the guard before the guarded.
 */
final class ServerProcess {

    private static final String GUARD = """
            directory=$1; shift
            trap '' INT HUP TERM
            "$@" </dev/null 2>&1 &
            server=$!
            exec >/dev/null 2>&1
            cat
            kill -9 $server
            wait $server
            rm -rf "$directory"
            """;

    private static final String READY = "ready for connections.";
    private static final int LINES_KEPT = 20;
    private static final long SECONDS_TO_START = 60;
    private static final long SECONDS_TO_STOP = 10;

    private final Process guard;
    private final String sign;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private ServerProcess(Process guard, String sign) {
        this.guard = guard;
        this.sign = sign;
    }

    /**
     * Starts a server and returns when its output says that it is ready for connections.
     *
     * @param command the program and its arguments
     * @param directory the server's own directory, removed at the end
     * @throws IOException if it ends first or takes longer than a minute; the message carries its last lines
     */
    static ServerProcess start(List<String> command, Path directory) throws IOException {
        return start(command, directory, READY);
    }

    /**
     * Starts a server and returns when a line of its output contains a sign.
     *
     * @param command the program and its arguments
     * @param directory the server's own directory, removed at the end
     * @param sign what stands in the line by which the server says that it is ready
     * @throws IOException if it ends first or takes longer than a minute; the message carries its last lines
     */
    static ServerProcess start(List<String> command, Path directory, String sign) throws IOException {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", directory.toString()));
        guarded.addAll(command);
        ServerProcess server = new ServerProcess(
                new ProcessBuilder(guarded).redirectErrorStream(true).start(), sign);
        Thread reader = new Thread(server::readOutput, "output of " + directory.getFileName());
        reader.setDaemon(true);
        reader.start();
        server.awaitReady();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop " + directory.getFileName()));
        return server;
    }

    /** The line by which the server said that it is ready. */
    String readyLine() {
        return ready.join();
    }

    /** Ends the server and removes its directory; returns when both are done. */
    void stop() {
        try {
            guard.getOutputStream().close();
            guard.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (IOException e) {
            guard.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        try {
            if (!ready.get(SECONDS_TO_START, TimeUnit.SECONDS).isEmpty()) {
                return;
            }
        } catch (TimeoutException | ExecutionException e) {
            stop();
            throw new IOException("The server was not ready after " + SECONDS_TO_START + " s: " + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop();
        throw new IOException("The server ended at its start: " + output());
    }

    private void readOutput() {
        try {
            guard.inputReader().lines().forEach(this::keep);
        } finally {
            ready.complete("");
        }
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.addLast(line);
            if (lastLines.size() > LINES_KEPT) {
                lastLines.removeFirst();
            }
        }
        if (line.contains(sign)) {
            ready.complete(line);
        }
    }

    private String output() {
        synchronized (lastLines) {
            return String.join(System.lineSeparator(), lastLines);
        }
    }
}

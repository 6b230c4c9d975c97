package dev.latchkey.foreign;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** An issuer in a process of its own, on 127.0.0.1; what it prints goes to a file under target. */
final class IssuerProcess implements AutoCloseable {
    private static final long END_SECONDS = 20;

    private final Process process;
    private final File log;

    private IssuerProcess(Process process, File log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts an issuer and waits until it answers for its metadata.
     *
     * @param metadata where that is
     */
    static IssuerProcess start(
            List<String> command, Path directory, Map<String, String> environment, String metadata, Duration patience) {
        File log =
                Path.of("target", new File(command.get(0)).getName() + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().putAll(environment);
        IssuerProcess issuer;
        try {
            issuer = new IssuerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer.await(metadata, patience);
        return issuer;
    }

    /** A port that is free at this moment. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String metadata, Duration patience) {
        try {
            Awaitility.await()
                    .atMost(patience)
                    .ignoreException(UncheckedIOException.class)
                    .until(() -> !process.isAlive() || Http.get(metadata).statusCode() == 200);
        } catch (ConditionTimeoutException e) {
            close();
            throw new IllegalStateException("The issuer does not answer: see " + log.getAbsolutePath(), e);
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The issuer has ended: see " + log.getAbsolutePath());
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}

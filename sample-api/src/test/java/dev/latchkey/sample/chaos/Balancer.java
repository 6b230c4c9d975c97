package dev.latchkey.sample.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * haproxy before two providers: it looks at the health check on their admin ports twice a second, and tries another
 * server only when a connection could not be made, which is safe for every request.
 */
final class Balancer implements AutoCloseable {
    private static final String CONFIGURATION = """
            global
                maxconn 2000
            defaults
                mode http
                timeout connect 1s
                timeout client 30s
                timeout server 30s
                timeout check 2s
                retries 3
                retry-on conn-failure
                option redispatch 1
            frontend web
                bind 127.0.0.1:%d
                default_backend providers
            backend providers
                option httpchk GET /healthcheck
                default-server check inter 500ms fall 2 rise 1
                server one 127.0.0.1:%d port %d
                server two 127.0.0.1:%d port %d
            """;

    private final Process process;
    private final int port;

    private Balancer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one on the first port, before servers on the two others. */
    static Balancer start(Path directory, int port, int one, int two) throws IOException {
        Path file = directory.resolve("haproxy.cfg");
        Files.writeString(file, CONFIGURATION.formatted(port, one, one + 1, two, two + 1));
        Process process = new ProcessBuilder(
                        List.of(program().orElseThrow().toString(), "-db", "-q", "-f", file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("haproxy.log").toFile())
                .start();
        return new Balancer(process, port);
    }

    Caller caller() {
        return new Caller(port);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

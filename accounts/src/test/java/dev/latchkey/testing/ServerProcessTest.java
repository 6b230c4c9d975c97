package dev.latchkey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerProcessTest {

    @TempDir
    private Path temporary;

    @Test
    void endsTheServerAndRemovesItsDirectory() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("data"));
        Files.writeString(directory.resolve("file"), "content");
        ServerProcess server = ServerProcess.start(shell("echo ready for connections.; exec sleep 600"), directory);

        server.stop();

        assertThat(directory).doesNotExist();
    }

    @Test
    void tellsWhatAServerSaidThatEndedAtItsStart() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("data"));

        assertThatIOException()
                .isThrownBy(() -> ServerProcess.start(shell("echo the port is taken; exit 1"), directory))
                .withMessageContaining("the port is taken");
        assertThat(directory).doesNotExist();
    }

    @Test
    void isEndedWithTheJvmThatStartedIt()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Path directory = Files.createDirectory(temporary.resolve("data"));
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString())
                .start();
        long server = Long.parseLong(jvm.inputReader().readLine());
        CompletableFuture<ProcessHandle> end =
                ProcessHandle.of(server).orElseThrow().onExit();

        jvm.destroyForcibly().waitFor();

        assertThat(end.get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    /** A JVM to be killed: starts a server, prints its process id and waits. */
    static final class Starter {

        private Starter() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Path directory = Path.of(arguments[0]);
            Path pid = directory.resolve("pid");
            String script = "echo $$ > " + pid + "; echo ready for connections.; exec sleep 600";
            ServerProcess.start(shell(script), directory);
            System.out.println(Files.readString(pid).strip());
            Thread.currentThread().join();
        }
    }
}

package dev.latchkey.provider.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.jackson.Jackson;
import io.dropwizard.logging.common.AppenderFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class BatchedOutputTest {
    private static final int LINES = 5_000;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void isTheAppenderBatchedConsole() throws IOException {
        assertThat(Jackson.newObjectMapper().readValue("{\"type\": \"batched-console\"}", AppenderFactory.class))
                .isInstanceOf(BatchedConsoleAppenderFactory.class);
    }

    @Test
    void passesOnWhatIsWrittenWithoutBeingAsked() throws IOException {
        try (BatchedOutput output = BatchedOutput.to(printing(log))) {
            write(output, "one\n");
            Awaitility.await().until(() -> log.toString(UTF_8).equals("one\n"));

            write(output, "two\n");
            Awaitility.await().until(() -> log.toString(UTF_8).equals("one\ntwo\n"));
        }
    }

    @Test
    void keepsEachThreadsLinesInOrderAndLosesNone() throws Exception {
        BatchedOutput output = BatchedOutput.to(printing(log));
        List<Thread> threads =
                Stream.of("a", "b", "c").map(name -> writing(output, name)).toList();
        for (Thread thread : threads) {
            thread.join();
        }
        output.close();

        List<String> lines = log.toString(UTF_8).lines().toList();
        for (String name : List.of("a", "b", "c")) {
            assertThat(lines.stream().filter(line -> line.startsWith(name)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, LINES).mapToObj(i -> name + i).toList());
        }
    }

    @Test
    void makesWhoeverWritesWaitRatherThanLoseALine() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        BatchedOutput output = BatchedOutput.to(new PrintStream(log, false, UTF_8) {
            @Override
            public void write(byte[] bytes, int from, int length) {
                await(read);
                super.write(bytes, from, length);
            }
        });
        Thread writer =
                new Thread(() -> IntStream.range(0, 3_000).forEach(i -> write(output, "x".repeat(1_023) + "\n")));
        writer.start();
        Awaitility.await().until(() -> writer.getState() == Thread.State.WAITING);

        read.countDown();
        writer.join();
        output.close();

        assertThat(log.size()).isEqualTo(3_000 * 1_024);
    }

    @Test
    void passesOnAtOnceFromTheEndOn() {
        BatchedOutput output = BatchedOutput.to(printing(log));
        write(output, "before\n");
        output.close();
        assertThat(log.toString(UTF_8)).isEqualTo("before\n");

        write(output, "after\n");

        assertThat(log.toString(UTF_8)).isEqualTo("before\nafter\n");
    }

    private static Thread writing(BatchedOutput output, String name) {
        Thread thread = new Thread(() -> IntStream.range(0, LINES).forEach(i -> write(output, name + i + "\n")));
        thread.start();
        return thread;
    }

    private static void write(BatchedOutput output, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        output.write(bytes, 0, bytes.length);
    }

    private static PrintStream printing(ByteArrayOutputStream log) {
        return new PrintStream(log, false, UTF_8);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

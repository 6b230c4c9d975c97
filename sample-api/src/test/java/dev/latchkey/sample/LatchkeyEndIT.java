package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.sample.PastedLines.Answer;
import dev.latchkey.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How {@code ./latchkey dev} ends; on the way, the commands of docs/getting-started.md. */
@Tag("processes")
final class LatchkeyEndIT {
    private static final long SECONDS_TO_END = 10;
    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```(?:\n*Answer: (\\d{3}))?", Pattern.DOTALL);

    @Test
    void runsTheTutorialAndEndsAllOfItOnASignalToTheScriptAlone() throws Exception {
        try (RunningDev dev = RunningDev.start("tutorial", 1)) {
            assertTutorial(dev);
            List<ProcessHandle> servers = dev.servers();
            assertThat(servers).hasSize(2);

            dev.script().destroy();

            assertThat(dev.script().waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).isTrue();
            assertThat(dev.script().exitValue()).isZero();
            assertNothingLeft(dev, servers);
        }
    }

    @Test
    void endsAllOfItWhenOneServerEnds() throws Exception {
        try (RunningDev dev = RunningDev.start("one-ends", 1)) {
            List<ProcessHandle> servers = dev.servers();

            servers.get(0).destroyForcibly();

            assertThat(dev.script().waitFor(SECONDS_TO_END, TimeUnit.SECONDS)).isTrue();
            assertThat(dev.script().exitValue()).isNotZero();
            assertThat(dev.output()).contains(" ended. The end of ");
            assertNothingLeft(dev, servers);
        }
    }

    private static void assertNothingLeft(RunningDev dev, List<ProcessHandle> servers) {
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(dev.ports()).allMatch(FreePorts::isFree);
        assertThat(dev.environmentFile()).doesNotExist();
        assertThat(dev.directory().resolve("dev.pid")).doesNotExist();
    }

    private static void assertTutorial(RunningDev dev) throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        readTutorial(commands, statuses);
        List<String> here =
                commands.stream().map(command -> onPortsOf(dev, command)).toList();

        List<Answer> answers = PastedLines.paste(dev.commands(), here);

        assertThat(statuses).hasSizeGreaterThan(10);
        assertThat(answers).extracting(Answer::status).containsExactlyElementsOf(statuses);
    }

    // Only commands that say how they are answered, and assignments, are pasted; the others start and stop things.
    private static void readTutorial(List<String> commands, List<Integer> statuses) throws IOException {
        Path tutorial = Checkout.root().resolve("docs/getting-started.md");
        Matcher block = BLOCK.matcher(Files.readString(tutorial));
        while (block.find()) {
            if (block.group(2) != null) {
                statuses.add(Integer.valueOf(block.group(2)));
            }
            if (!block.group(1).startsWith("./latchkey")) {
                commands.add(block.group(1));
            }
        }
    }

    private static String onPortsOf(RunningDev dev, String command) {
        return command.replace("localhost:8000", "localhost:" + dev.port())
                .replace("localhost:8080", "localhost:" + dev.apiPort())
                .replace(".latchkey/dev.env", dev.environmentFile().toString());
    }
}

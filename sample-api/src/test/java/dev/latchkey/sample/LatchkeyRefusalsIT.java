package dev.latchkey.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.sample.CommandLine.Ended;
import dev.latchkey.testing.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./latchkey} says when it cannot do what it is asked. */
final class LatchkeyRefusalsIT {
    // What the script itself calls, so that a PATH without Maven can be made.
    private static final List<String> TOOLS = List.of(
            "bash", "dirname", "readlink", "sed", "head", "find", "cat", "mkdir", "rm", "ps", "grep", "sort", "uniq");

    @TempDir
    private Path directory;

    @BeforeAll
    static void needBash() {
        CommandLine.needPrograms("bash", "sed");
    }

    @Test
    void namesTheJavaItFoundWhenThatIsTooOld() throws Exception {
        Path java = program(directory.resolve("bin/java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Ended ended = CommandLine.withThisJdk()
                .with("JAVA_HOME", directory.toString())
                .latchkey("dev", "--directory=" + directory);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err())
                .contains("Java 11.0.2 was found (" + java + ")", "17 or newer")
                .hasLineCount(1);
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Ended ended = CommandLine.withThisJdk()
                .with("JAVA_HOME", directory.resolve("nothing").toString())
                .latchkey("client", "list");

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("Java was not found", "install a JDK").hasLineCount(1);
    }

    @Test
    void saysThatMavenIsMissingOnlyWhenSomethingMustBeBuilt() throws Exception {
        Path checkout = Files.createDirectories(directory.resolve("checkout"));
        Files.copy(CommandLine.script(), checkout.resolve("latchkey"));
        for (String tool : TOOLS) {
            link(tool);
        }
        CommandLine withoutMaven = CommandLine.withThisJdk()
                .with("PATH", directory.resolve("tools").toString());

        Ended ended = withoutMaven.bash(checkout.resolve("latchkey") + " client list");

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains("Maven was not found", "install Maven").hasLineCount(1);
    }

    @Test
    @Contract(122)
    void refusesUnknownCommandsAndOptions() throws Exception {
        assertRefused("there is no command \"fly\"", "fly");
        assertRefused("dev does not know \"--fast\"", "dev", "--fast");
        assertRefused("chaos does not know \"fly\"", "chaos", "fly");
        assertRefused("--providers is 1 or 2", "dev", "--providers=3");
        assertRefused("--port wants a port", "dev", "--port=http");
        assertRefused("--port wants a value", "dev", "--port");
        assertRefused("archive takes no arguments", "archive", "provider");
        assertRefused("would be needed twice", "dev", "--port=" + 15000, "--api-port=" + 15001);
    }

    private void assertRefused(String sentence, String... arguments) throws Exception {
        Ended ended = CommandLine.withThisJdk()
                .with("LATCHKEY_DIRECTORY", directory.toString())
                .latchkey(arguments);

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void helpsWithEveryCommand() throws Exception {
        Ended help = CommandLine.withThisJdk().latchkey("help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("dev", "client create", "client list", "client show", "client disable")
                .contains("user create", "user list", "user disable", "user set-password", "db migrate", "db status");
    }

    private void link(String tool) throws IOException {
        Path tools = Files.createDirectories(directory.resolve("tools"));
        Path program = Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of("/bin/false"));
        Files.createSymbolicLink(tools.resolve(tool), program);
    }

    private static Path program(Path path, String body) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
